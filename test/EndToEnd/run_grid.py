# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs whatever compiles: every example model, for training and for inference,
cut into as many stages as it has ops for.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/run_grid.py    # or ninja check-pipe-run-grid
  run_grid.py --every=29                                        # a sample

For each graph, P, V and M: `pipe-compile` writes a bundle or says that the graph
has too few ops for P * V stages, and nothing else; `pipe-run --check` accepts
every bundle. Prints one row a case that failed, and the numbers at the end; exits
with 1 when one failed.
"""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

import safetensors_file as safetensors
from grid import MODELS, WITH_ROLES, Failure, run, write_inputs

TRAINING = ["by_hand", "jax_exact", "jax_gpt", "jax_lstm", "jax_mlp", "torch_gpt"]
INFERENCE = ["jax_exact/forward", "jax_gpt/forward", "jax_lstm/forward", "jax_mlp/forward",
             "jax_mlp/predict", "torch_gpt/forward"]
GRAPHS = [f"{model}/joint" for model in TRAINING] + INFERENCE
SCHEDULES = {1: "1f1b", 2: "interleaved-1f1b", 3: "interleaved-1f1b"}


def compile_case(graph, ranks, virtual_stages, micro_batches, bundle):
    """Compiles; returns False if the graph has too few ops for so many stages."""
    model, kind = graph.split("/")
    schedule = SCHEDULES[virtual_stages] if kind == "joint" else "forward-only"
    batches = ["--batch=batch0" + ",batch1" * (kind != "predict")]
    command = ["pipe-compile", os.path.join(MODELS, model, f"{kind}.linalg.mlir"), "-o", bundle,
               f"--mode={'train' if kind == 'joint' else 'infer'}", f"--ranks={ranks}",
               f"--virtual-stages={virtual_stages}", f"--micro-batches={micro_batches}",
               f"--schedule={schedule}", *([] if model in WITH_ROLES else batches)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=3600)
    if result.returncode == 0:
        return True
    few = re.search(r"cannot cut (\d+) ops of the forward part into (\d+) stages\n", result.stderr)
    stages = ranks * virtual_stages
    if result.returncode == 1 and few and int(few.group(1)) < int(few.group(2)) == stages:
        return False
    raise Failure(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr.strip()}")


def run_case(case):
    """Compiles and runs one case; returns "ran", "too few ops" or what failed."""
    graph, ranks, virtual_stages, micro_batches = case
    model, kind = graph.split("/")
    try:
        with tempfile.TemporaryDirectory() as folder:
            bundle = os.path.join(folder, "model.pipe")
            if not compile_case(graph, ranks, virtual_stages, micro_batches, bundle):
                return "too few ops"
            reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
            parameters, inputs = write_inputs(reference, micro_batches, folder)
            in_bundle = model == "torch_gpt" and kind == "forward"
            weights = [] if in_bundle else [f"--parameters={parameters}"]
            said = run("pipe-run", bundle, *weights, f"--inputs={inputs}", "--check")
            if f"\nok: {ranks} ranks, {micro_batches} micro-batches, " not in said:
                raise Failure(f"pipe-run --check says {said!r}")
            if kind == "joint" and not re.search(r"\nok: \d+ of \d+ gradients agree with", said):
                raise Failure(f"pipe-run --check has not confirmed the gradients: {said!r}")
            return "ran"
    except (Failure, OSError, KeyError, subprocess.TimeoutExpired) as failure:
        return f"FAILED: {failure}"


def main():
    numbers = lambda text: [int(n) for n in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--graphs", type=lambda text: text.split(","), default=GRAPHS)
    parser.add_argument("--ranks", type=numbers, default=list(range(1, 13)))
    parser.add_argument("--virtual-stages", type=numbers, default=[1, 2, 3])
    parser.add_argument("--micro-batches", type=numbers, default=[1, 2, 3, 8])
    parser.add_argument("--every", type=int, default=1, help="only every so many-th case")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    cases = [(graph, ranks, virtual_stages, micro_batches)
             for graph in arguments.graphs for ranks in arguments.ranks
             for virtual_stages in arguments.virtual_stages
             for micro_batches in arguments.micro_batches][::arguments.every]
    count = {"ran": 0, "too few ops": 0, "failed": 0}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for case, result in zip(cases, pool.map(run_case, cases)):
            count[result if result in count else "failed"] += 1
            if result not in count:
                print("{} P = {}, V = {}, M = {}:".format(*case), result, flush=True)
    print(f"{len(cases)} cases: " + ", ".join(f"{n} {what}" for what, n in count.items()))
    return 1 if count["failed"] or not count["ran"] else 0


if __name__ == "__main__":
    sys.exit(main())
