# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does the size of the programs or the time to compile grow with M?

  PATH=build/dev/bin:$PATH python3 test/bench/flatness.py

For each schedule, at M = 4 P V and at M = 1024: the operations in the programs of
all ranks, the bytes of these programs as text (M itself has more digits), the
bytes of the whole module, and the seconds that pipe-compile takes (the best of
three).
"""

import os
import re
import subprocess
import tempfile
import time

MODEL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models", "jax_mlp", "joint.linalg.mlir")
CASES = [("gpipe", 4, 1), ("1f1b", 4, 1), ("interleaved-1f1b", 4, 2), ("interleaved-1f1b", 2, 3),
         ("zb-h1", 4, 1), ("interleaved-zb", 4, 2), ("zbv", 4, 2), ("v-half", 4, 2), ("dualpipev", 4, 2),
         ("pipedream", 4, 1), ("pipedream-2bw", 4, 1)]


def get_optimizer(schedule):
    """What schedules that update within the step have to be told."""
    return ["optimizer=sgd"] if schedule.startswith("pipedream") else []


def program_sizes(schedule, ranks, virtual_stages, micro_batches):
    """(operations of the programs, their bytes, bytes of the module) as text."""
    passes = (
        f"pipe-plan-pipeline{{batch=batch0,batch1 schedule={schedule} ranks={ranks} "
        f"micro-batches={micro_batches} virtual-stages={virtual_stages} {' '.join(get_optimizer(schedule))}}}"
    )
    command = ["pipe-opt", MODEL, f"--pass-pipeline=builtin.module({passes})"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    programs = re.findall(r"^ +pipe\.program rank.*?^    \}", text, re.M | re.S)
    assert len(programs) == ranks, f"{len(programs)} programs, expected {ranks}"
    operations = sum(p.count("\n") - p.count("}\n") for p in programs)
    return operations, sum(map(len, programs)), len(text)


def compile_seconds(schedule, ranks, virtual_stages, micro_batches):
    """Wall time of pipe-compile in seconds, the best of three."""
    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        command = ["pipe-compile", MODEL, "-o", os.path.join(folder, "model.pipe"), f"--ranks={ranks}",
                   f"--micro-batches={micro_batches}", f"--schedule={schedule}",
                   f"--virtual-stages={virtual_stages}", "--batch=batch0,batch1"]
        command += ["--" + option for option in get_optimizer(schedule)]
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            best = min(best, time.perf_counter() - start)
    return best


def main():
    print("schedule          P V     M    operations  program bytes  module bytes  compile s")
    for case in CASES:
        schedule, ranks, virtual_stages = case
        counts = (4 * ranks * virtual_stages, 1024)
        sizes = [program_sizes(*case, m) for m in counts]
        for count, size in zip(counts, sizes):
            print(f"{schedule:<16}  {ranks} {virtual_stages}  {count:>4}  {size[0]:>12}  {size[1]:>13}  {size[2]:>12}  "
                  f"{compile_seconds(*case, count):9.3f}")
        growth = "  ".join(f"{(b - a) / a:>+{w}.2%}" for a, b, w in zip(*sizes, (12, 13, 12)))
        print(f"{'':<16}  growth     {growth}")


if __name__ == "__main__":
    main()
