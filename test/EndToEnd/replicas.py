# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains with replicas, and compares with one pipeline on the same rows: replicas.py WHAT FOLDER

WHAT is one of
  trains     R replicas with M micro-batches each give, after 20 steps, parameters within 1e-6 and states within
             2e-6 (norm of the difference over norm) of one rank with R * M micro-batches; the same bits on
             threads, guarded and sockets. A selection of the cases.
  all        the same for all cases: optimizers, schedules, tied parameters, bf16.
  versions   pipedream-2bw: a recurrence of its updates computed here, each over the micro-batches of all replicas.
  resume     checkpoints of several replicas are those of one with as many rows a step.
  infer      outputs without gradients have the bits of one pipeline.
That the replicas hold the same bits pipe-run checks itself at the end of each run.
"""

import array
import math
import os
import random
import subprocess
import sys

import safetensors_file as safetensors
from training import MODELS, SHARED_TOLERANCE, Training, read, relative, run

STEPS = 20
SGD = ["--optimizer=sgd", "--learning-rate=0.1"]
MOMENTUM = ["--optimizer=momentum", "--learning-rate=0.05"]
ADAM = ["--optimizer=adam", "--learning-rate=0.01", "--clip-norm=0.5"]
# Model, schedule, P, V, R, micro-batches of a replica, options. Those marked are in every run of the tests.
CASES = [
    ("jax_mlp", "1f1b", 2, 1, 2, 2, SGD, True),
    ("jax_mlp", "1f1b", 2, 1, 2, 2, MOMENTUM, False),
    ("jax_mlp", "1f1b", 2, 1, 2, 2, ADAM, True),
    ("jax_mlp", "1f1b", 2, 1, 2, 2, [*ADAM, "--compute=bf16"], False),
    ("jax_mlp", "interleaved-1f1b", 2, 2, 2, 2, ADAM, False),
    ("jax_mlp", "zb-h1", 2, 1, 2, 2, MOMENTUM, True),
    ("jax_mlp", "chimera", 2, 1, 2, 2, MOMENTUM, True),
    ("jax_mlp", "1f1b", 1, 1, 3, 1, ADAM, True),
    ("jax_mlp", "gpipe", 3, 1, 2, 3, MOMENTUM, False),
    ("torch_gpt", "1f1b", 2, 1, 2, 2, MOMENTUM, False),
]
# Sums of 16-bit products are in another order; see docs/Training.md.
TOLERANCE = SHARED_TOLERANCE
# States are sums of gradients, in which larger terms cancel: those of one rank and of two are as far apart.
STATE_TOLERANCE = 2 * TOLERANCE


class Runs(Training):
    """Rows for some steps of a model, and its bundles."""

    def __init__(self, folder, model):
        super().__init__(folder, os.path.join(MODELS, model, "joint.linalg.mlir"), 0)
        reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
        self.parameters = {k[6:]: t for k, t in reference.items() if k.startswith("param.")}
        self.inputs = {k: t for k, t in reference.items() if k.startswith("batch")}
        if model == "jax_mlp":
            self.inputs = {name: self.make_rows(tensor, 288) for name, tensor in self.inputs.items()}
        safetensors.save(self.path("parameters.safetensors"), self.parameters)
        safetensors.save(self.path("inputs.safetensors"), self.inputs)

    @staticmethod
    def make_rows(tensor, count):
        """Random rows of the shape of a tensor's; always the same."""
        rng = random.Random(count)
        number = count * math.prod(tensor.shape[1:])
        values = array.array("f", (rng.gauss(0, 1) for _ in range(number)))
        return safetensors.Tensor("F32", [count, *tensor.shape[1:]], values.tobytes())

    def make(self, name, schedule, ranks, virtual_stages, micro_batches, options):
        self.micro_batches = micro_batches
        return self.compile_as(name, (ranks, schedule, virtual_stages), options)


def compare(what, files, expected):
    """Largest relative distance of the tensors of a file of parameters and one of states."""
    worst = []
    for file, wanted, tolerance in zip(files, expected, (TOLERANCE, STATE_TOLERANCE)):
        found, wanted = safetensors.load(file), safetensors.load(wanted)
        assert sorted(found) == sorted(wanted), what
        worst.append(max((relative(found[k].values(), wanted[k].values()) for k in wanted), default=0))
        assert worst[-1] <= tolerance, (what, *worst)
    return max(worst)


def get_losses(printed):
    return [float(line.split()[3]) for line in printed.splitlines() if line.startswith("step ")]


def check_case(folder, model, schedule, ranks, virtual_stages, replicas, micro_batches, options):
    runs = Runs(folder, model)
    bundle = runs.make("replicas", schedule, ranks, virtual_stages, micro_batches, options)
    one = runs.make("one", "1f1b", 1, 1, replicas * micro_batches, options)
    steps = [f"--steps={STEPS}", "--repeat"]
    *expected, printed = runs.train(one, "one", *steps)
    losses = get_losses(printed)
    bits = None
    for name, more in [("threads", ["--transport=threads"]), ("guarded", ["--transport=guarded"]),
                       ("sockets", ["--transport=sockets", f"--processes={replicas * ranks}"])]:
        *files, printed = runs.train(bundle, name, f"--replicas={replicas}", *steps, *more)
        worst = compare((schedule, name), files, expected)
        assert relative(get_losses(printed), losses) <= 1e-5, (printed, losses)
        found = [read(file) for file in files] + [printed]
        bits = bits or found
        assert found == bits, f"{schedule}: other bits on {name}"
    # The check is one of the step before the last update.
    runs.train(bundle, "checked", f"--replicas={replicas}", "--check=cut", "--steps=2", "--repeat")
    text = " ".join(option.removeprefix("--") for option in options)
    print(f"ok: {model} {schedule} {text}: {replicas} replicas of {ranks} ranks within {worst:.0e} of one rank")


def check_cases(folder, every):
    for number, (*case, isQuick) in enumerate(CASES):
        if every or isQuick:
            check_case(os.path.join(folder, str(number)), *case)


def check_versions(folder):
    """An update of pipedream-2bw takes the gradients at the weights before the last one; the first of a step at the
    newest. Those of update u are of the u-th micro-batches of all replicas."""
    ranks, replicas, micro_batches, steps, rate = 2, 2, 4, 3, 0.1
    runs = Runs(folder, "jax_mlp")
    options = ["--optimizer=sgd", f"--learning-rate={rate}"]
    bundle = runs.make("versions", "pipedream-2bw", ranks, 1, micro_batches, options)
    count = ranks * replicas  # Micro-batches of an update.
    gradients = runs.make("gradients", "1f1b", 1, 1, count, [])
    rows = 4
    weights = {n: list(t.values()) for n, t in runs.parameters.items()}
    for step in range(steps):
        versions = [weights]
        for update in range(micro_batches // ranks):
            taken = {}
            for name, tensor in runs.inputs.items():
                parts = []
                for replica in range(replicas):
                    begin = (step * replicas + replica) * micro_batches + update * ranks
                    parts.append(tensor.rows(begin * rows, (begin + ranks) * rows))
                taken[name] = safetensors.Tensor("F32", [count * rows, *tensor.shape[1:]],
                                                 b"".join(part.data for part in parts))
            safetensors.save(runs.path("taken.safetensors"), taken)
            old = versions[max(0, len(versions) - 2)]
            safetensors.save(runs.path("old.safetensors"), {
                n: safetensors.Tensor("F32", t.shape, array.array("f", old[n]).tobytes())
                for n, t in runs.parameters.items()})
            run("pipe-run", gradients, f"--parameters={runs.path('old.safetensors')}",
                f"--inputs={runs.path('taken.safetensors')}",
                f"--write-gradients={runs.path('gradients.safetensors')}")
            found = safetensors.load(runs.path("gradients.safetensors"))
            versions.append({n: [w - rate * g for w, g in zip(values, found[n].values())]
                             for n, values in versions[-1].items()})
        weights = versions[-1]
    for more in (["--transport=threads"], ["--transport=guarded"],
                 ["--transport=sockets", f"--processes={ranks * replicas}"]):
        file, *_ = runs.train(bundle, "versions", f"--replicas={replicas}", f"--steps={steps}", "--repeat", *more)
        found = safetensors.load(file)
        worst = max(relative(found[n].values(), weights[n]) for n in weights)
        assert worst <= TOLERANCE, worst
    print(f"ok: pipedream-2bw: {replicas} replicas within {worst:.0e} of the recurrence")


def check_resume(folder):
    runs = Runs(folder, "jax_mlp")
    two = runs.make("two", "1f1b", 2, 1, 2, ADAM), ["--replicas=2"]
    one = runs.make("one", "1f1b", 2, 1, 4, ADAM), []
    more = ["--repeat", "--shuffle-seed=3", "--transport=threads"]
    *expected, _ = runs.train(one[0], "whole", "--steps=6", *more)
    for number, (first, second) in enumerate([(two, one), (one, two), (two, two)]):
        checkpoints = [f"--checkpoint={runs.path(str(number))}", *more]
        runs.train(first[0], "first", "--steps=3", *checkpoints, *first[1])
        *files, _ = runs.train(second[0], "second", "--steps=6", "--resume", *checkpoints, *second[1])
        compare("resumed", files, expected)
    # With another number of replicas a step has other rows.
    result = subprocess.run(["pipe-run", two[0], f"--inputs={runs.path('inputs.safetensors')}", "--steps=7",
                             "--resume", f"--checkpoint={runs.path('2')}", *more], capture_output=True, text=True)
    print(result.stderr.strip())
    assert result.returncode == 1
    print("ok: checkpoints of two replicas are those of one pipeline")


def check_infer(folder):
    runs = Runs(folder, "jax_mlp")
    runs.model = os.path.join(MODELS, "jax_mlp", "forward.linalg.mlir")
    runs.inputs = {name: runs.make_rows(tensor, 24) for name, tensor in runs.inputs.items()}
    safetensors.save(runs.path("inputs.safetensors"), runs.inputs)
    outputs = {}
    for name, ranks, micro_batches, more in [
            ("one", 1, 6, []), ("threads", 2, 2, ["--replicas=3"]),
            ("guarded", 2, 3, ["--replicas=2", "--transport=guarded"]),
            ("sockets", 2, 3, ["--replicas=2", "--processes=4", "--transport=sockets"])]:
        bundle = runs.make(name, "forward-only", ranks, 1, micro_batches, ["--mode=infer"])
        run("pipe-run", bundle, f"--parameters={runs.path('parameters.safetensors')}",
            f"--inputs={runs.path('inputs.safetensors')}", f"--write-outputs={runs.path(name)}.safetensors",
            "--check", *more)
        outputs[name] = read(runs.path(name) + ".safetensors")
    assert len(set(outputs.values())) == 1, "other bits"
    print("ok: outputs of replicas are those of one pipeline")


if __name__ == "__main__":
    {"trains": lambda folder: check_cases(folder, False), "all": lambda folder: check_cases(folder, True),
     "versions": check_versions, "resume": check_resume, "infer": check_infer}[sys.argv[1]](sys.argv[2])
