# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Does the size of the programs or the time to compile grow with M?

  PATH=build/dev/bin:$PATH python3 test/bench/flatness.py

For each schedule, prints the bytes of all rank programs as text at M = 4 P V and
at M = 1024, and the seconds that pipe-compile takes at both (the best of three).
"""

import os
import re
import subprocess
import tempfile
import time

MODEL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models", "jax_mlp", "joint.linalg.mlir")
CASES = [("gpipe", 4, 1), ("1f1b", 4, 1), ("interleaved-1f1b", 4, 2), ("interleaved-1f1b", 2, 3)]


def program_bytes(schedule, ranks, virtual_stages, micro_batches):
    """Bytes of the pipe.program ops as pipe-opt prints them."""
    passes = (
        f"pipe-import{{batch=batch0,batch1}},pipe-partition{{stages={ranks * virtual_stages}}},"
        f"pipe-schedule{{schedule={schedule} ranks={ranks} micro-batches={micro_batches} "
        f"virtual-stages={virtual_stages}}},pipe-outline-tasks,pipe-build-programs"
    )
    command = ["pipe-opt", MODEL, f"--pass-pipeline=builtin.module({passes})"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    programs = re.findall(r"^ +pipe\.program rank.*?^    \}", text, re.M | re.S)
    assert len(programs) == ranks, f"{len(programs)} programs, expected {ranks}"
    return sum(map(len, programs))


def compile_seconds(schedule, ranks, virtual_stages, micro_batches):
    """Wall time of pipe-compile in seconds, the best of three."""
    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        command = ["pipe-compile", MODEL, "-o", os.path.join(folder, "model.pipe"), f"--ranks={ranks}",
                   f"--micro-batches={micro_batches}", f"--schedule={schedule}",
                   f"--virtual-stages={virtual_stages}", "--batch=batch0,batch1"]
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            best = min(best, time.perf_counter() - start)
    return best


def main():
    print(f"{'schedule':<16} P V  {'M':>4} {'bytes':>7}  {'M':>4} {'bytes':>7}  growth   compile s  compile s")
    for case in CASES:
        counts = (4 * case[1] * case[2], 1024)
        small, large = (program_bytes(*case, m) for m in counts)
        seconds = [compile_seconds(*case, m) for m in counts]
        print(f"{case[0]:<16} {case[1]} {case[2]}  {counts[0]:>4} {small:>7}  {counts[1]:>4} {large:>7}  "
              f"{(large - small) / small:+7.2%}  {seconds[0]:9.3f}  {seconds[1]:9.3f}")


if __name__ == "__main__":
    main()
