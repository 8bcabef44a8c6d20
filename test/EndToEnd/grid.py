# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains the example models over a grid of pipelines and checks the numbers.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/grid.py    # the whole grid
  grid.py --models=jax_mlp --ranks=1,3 --micro-batches=8 --schedules=1f1b

For each model, P, M, schedule and V:
  - compiles with pipe-compile and runs with pipe-run --check, which compares
    with the unpartitioned graph;
  - at M = 8 every gradient is within 1e-5 (norm of the difference over norm) of
    the front end's, and the losses at every M; integer-valued models are equal
    to it bit for bit;
  - gradients are bit-equal between all schedules of the same stages, and where
    no parameter is used by two stages between all P and V; those of schedules that
    go through the backwards in another order are within 1e-6;
  - with --transports=guarded,sockets,ucx,openmpi,mpich all that is printed and written has the
    bits of threads, also where the ranks are processes (the last four), and under an MPI's
    launcher (the last two).
With --target=cuda kernels are launches, which the CPU runs where no device is there.
Prints one row a case and exits with 1 when one failed.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile

import safetensors_file as safetensors

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models")
REFERENCE_MICRO_BATCHES = 8
TOLERANCE = 1e-5
REORDERED_TOLERANCE = 1e-6
# Every schedule that runs with one copy of the weights, and its V; without one V = 1.
SCHEDULES = ["gpipe", "1f1b", "eager-1f1b", "interleaved-1f1b", "looped-bfs", "zb-h1", "zb-h2",
             "interleaved-zb", "zbv", "v-half", "v-min", "dualpipev", "hanayo", "search"]
ANY_CHUNKS = {"interleaved-1f1b", "interleaved-zb", "looped-bfs", "search"}
TWO_CHUNKS = {"zbv", "v-half", "v-min", "dualpipev", "hanayo"}
# The gradients are not added up in the order of micro-batches.
REORDERED = {"looped-bfs"}
# Integer-valued: exact in f32, whatever the order of the sums.
EXACT = {"jax_exact"}
# No parameter is used by more than one stage, wherever the cuts are.
UNSHARED = {"jax_mlp", "by_hand"}
# The graph says itself which arguments are batches.
WITH_ROLES = {"jax_exact", "by_hand"}


# What starts the processes of an MPI, more than there are cores and in containers.
LAUNCHERS = {"openmpi": ["mpirun.openmpi", "--oversubscribe", "--allow-run-as-root"], "mpich": ["mpirun.mpich"]}


class Failure(Exception):
    """A case that did not do what it should."""


def run(*command):
    """Runs a command; returns its output, or raises with what it said."""
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if result.returncode:
        said = (result.stderr + result.stdout).strip()
        raise Failure(f"{' '.join(command)}\nexit status {result.returncode}: {said}")
    return result.stdout


def write_inputs(reference, micro_batches, folder):
    """Writes the parameters, and the first `micro_batches` of the batches."""
    parameters = {k[6:]: v for k, v in reference.items() if k.startswith("param.")}
    batches = {}
    for name, tensor in reference.items():
        if name.startswith("batch"):
            rows = tensor.shape[0] // REFERENCE_MICRO_BATCHES
            batches[name] = tensor.rows(0, rows * micro_batches)
    paths = [os.path.join(folder, f"{n}.safetensors") for n in ("parameters", "inputs")]
    safetensors.save(paths[0], parameters)
    safetensors.save(paths[1], batches)
    return paths


def find_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def execute(transport, ranks, command, folder):
    """Runs a bundle; returns what it prints, and the bytes of the gradients and outputs that it writes."""
    paths = [os.path.join(folder, f"{name}.safetensors") for name in ("gradients", "outputs")]
    command = [*command, f"--write-gradients={paths[0]}", f"--write-outputs={paths[1]}"]
    if transport in LAUNCHERS:
        os.environ.setdefault("PIPERT_TOKEN", "a secret")
        command = [*LAUNCHERS[transport], "-n", str(ranks), *command, "--transport=mpi", f"--processes={ranks}",
                   f"--rendezvous=127.0.0.1:{find_port()}"]
    elif transport != "threads":
        command += [f"--transport={transport}"]
        command += [f"--processes={ranks}"] if transport in ("sockets", "ucx") else []
    said = run(*command)
    contents = []
    for path in paths:
        with open(path, "rb") as file:
            contents.append(file.read())
        os.remove(path)
    return said, contents


def train(model, case, reference, folder, transports=(), target="host"):
    """Compiles and runs one case; returns (gradients, outputs)."""
    ranks, micro_batches, schedule, virtual_stages = case
    bundle = os.path.join(folder, "model.pipe")
    roles = [] if model in WITH_ROLES else ["--batch=batch0,batch1"]
    run("pipe-compile", os.path.join(MODELS, model, "joint.linalg.mlir"), "-o", bundle,
        f"--ranks={ranks}", f"--micro-batches={micro_batches}", f"--schedule={schedule}",
        f"--virtual-stages={virtual_stages}", f"--target={target}", *roles)
    parameters, inputs = write_inputs(reference, micro_batches, folder)
    command = ["pipe-run", bundle, f"--parameters={parameters}", f"--inputs={inputs}", "--check"]
    first = execute("threads", ranks, command, folder)
    for transport in transports:
        found = execute(transport, ranks, command, folder)
        if found != first:
            raise Failure(f"other bits by {transport} than by threads:\n{found[0]}{first[0]}")
    return tuple(safetensors.parse(content) for content in first[1])


def compare(model, micro_batches, gradients, outputs, reference):
    """Returns the largest relative error against the front end; raises."""
    expected = {"loss": reference["loss"].rows(0, micro_batches)}
    actual = {"loss": outputs["loss"]}
    if micro_batches == REFERENCE_MICRO_BATCHES:
        for name, tensor in reference.items():
            if name.startswith("gradsum."):
                mean = tensor.values()
                mean = type(mean)(mean.typecode, (x / micro_batches for x in mean))
                expected[name[8:]] = safetensors.Tensor(tensor.dtype, tensor.shape, mean.tobytes())
        if missing := set(expected) - {"loss"} ^ set(gradients):
            raise Failure(f"gradients and reference differ in {sorted(missing)}")
        actual |= gradients
    worst = 0.0
    for name, tensor in expected.items():
        error = safetensors.relative_error(actual[name], tensor)
        worst = max(worst, error)
        if model in EXACT and error or not error <= TOLERANCE:
            raise Failure(f"'{name}' is off by {error:.2e} relative")
    return worst


def check_bits(seen, model, case, gradients):
    """Compares with the first case that must give the same bits."""
    ranks, micro_batches, schedule, virtual_stages = case
    same_bits = model in UNSHARED | EXACT
    key = (model, micro_batches, None if same_bits else ranks * virtual_stages)
    is_reordered = schedule in REORDERED and model not in EXACT
    if is_reordered and key not in seen:
        return
    first_case, first = seen.setdefault(key, (case, gradients))
    if is_reordered:
        errors = {n: safetensors.relative_error(t, first[n]) for n, t in gradients.items()}
        different = [n for n, error in errors.items() if not error <= REORDERED_TOLERANCE]
    else:
        different = [n for n, t in sorted(gradients.items()) if t.data != first[n].data]
    if different:
        raise Failure(f"other bits than with P, M, schedule, V = {first_case}: {different}")


def takes(schedule, virtual_stages):
    """True if the schedule is made for V = `virtual_stages`."""
    return schedule in ANY_CHUNKS or virtual_stages == (2 if schedule in TWO_CHUNKS else 1)


def cases(arguments):
    """Yields (P, M, schedule, V)."""
    for micro_batches in arguments.micro_batches:
        for ranks in arguments.ranks:
            for schedule in arguments.schedules:
                for virtual_stages in arguments.virtual_stages:
                    if takes(schedule, virtual_stages):
                        yield ranks, micro_batches, schedule, virtual_stages


def main():
    numbers = lambda text: [int(n) for n in text.split(",")]
    names = lambda text: text.split(",")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=names, default=["jax_mlp", "jax_gpt", "jax_lstm", "jax_exact", "torch_gpt"])
    parser.add_argument("--ranks", type=numbers, default=[1, 2, 3, 4])
    parser.add_argument("--micro-batches", type=numbers, default=[1, 2, 3, 8])
    parser.add_argument("--schedules", type=names, default=SCHEDULES)
    parser.add_argument("--virtual-stages", type=numbers, default=[1, 2, 3])
    parser.add_argument("--transports", type=names, default=[])
    parser.add_argument("--target", default="host")
    arguments = parser.parse_args()

    failures, count, seen = 0, 0, {}
    print(f"{'model':<10} P  M {'schedule':<16} V  result")
    for model in arguments.models:
        reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
        for case in cases(arguments):
            count += 1
            try:
                with tempfile.TemporaryDirectory() as folder:
                    gradients, outputs = train(model, case, reference, folder, arguments.transports,
                                               arguments.target)
                error = compare(model, case[1], gradients, outputs, reference)
                check_bits(seen, model, case, gradients)
                result = f"ok, largest relative error {error:.1e}"
            except (Failure, KeyError, OSError, subprocess.TimeoutExpired) as failure:
                failures += 1
                result = f"FAILED: {failure!r}" if isinstance(failure, KeyError) else f"FAILED: {failure}"
            ranks, micro_batches, schedule, virtual_stages = case
            print(f"{model:<10} {ranks} {micro_batches:>2} {schedule:<16} {virtual_stages}  {result}", flush=True)
    print(f"{count - failures} of {count} cases passed")
    return 1 if failures or not count else 0


if __name__ == "__main__":
    sys.exit(main())
