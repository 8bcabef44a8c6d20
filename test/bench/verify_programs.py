# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long do building and proving the programs of many ranks take?

  PATH=build/dev/bin:$PATH python3 test/bench/verify_programs.py [RANKS MICRO_BATCHES]

A chain of small stages, its backward split, at 64 ranks and 1024 micro-batches
unless said otherwise: seconds of pipe-schedule, pipe-build-programs and
pipe-verify-programs for each schedule. The proof should take at most 2 s.
"""

import re
import subprocess
import sys

SCHEDULES = [("1f1b", 1), ("zb-h1", 1), ("zb-h2", 1), ("interleaved-1f1b", 2), ("interleaved-zb", 2), ("zbv", 2),
             ("v-half", 2), ("v-min", 2), ("dualpipev", 2), ("hanayo", 2)]
PASSES = ("SchedulePass", "BuildProgramsPass", "VerifyProgramsPass")


def task(results, kind, stage, operands):
    """One task that adds its operands, as often as it has results."""
    types = ", ".join(["tensor<f32>"] * len(operands))
    names = ", ".join(results)
    result_types = ", ".join(["tensor<f32>"] * len(results))
    arguments = ", ".join(f"%a{i}: tensor<f32>" for i in range(len(operands)))
    last = f"%a{len(operands) - 1}"
    sums = "\n".join(f"      %s{i} = arith.addf %a0, {last} : tensor<f32>" for i in range(len(results)))
    yielded = ", ".join(f"%s{i}" for i in range(len(results)))
    return (f"    {names} = pipe.task @{kind}_{stage} {kind} stage {stage} ({', '.join(operands)}) : ({types}) -> ({result_types}) {{\n"
            f"    ^bb0({arguments}):\n{sums}\n      pipe.yield {yielded} : {result_types}\n    }}\n")


def chain(stages):
    """A pipeline of `stages` stages with F, I and W each."""
    text, value = "", "%x"
    for s in range(stages):
        text += task([f"%h{s}", f"%r{s}"], "forward", s, [value])
        value = f"%h{s}"
    for s in reversed(range(stages)):
        text += task([f"%d{s}", f"%k{s}"], "input_gradient", s, [value, f"%r{s}"])
        text += task([f"%g{s}"], "weight_gradient", s, [f"%k{s}", f"%r{s}"])
        value = f"%d{s}"
    return f'pipe.pipeline @chain {{\n  pipe.graph (%x "x" : tensor<f32>) {{\n{text}    pipe.return\n  }}\n}}\n'


def measure(schedule, ranks, micro_batches, virtual_stages):
    """{pass: seconds}"""
    passes = (f"pipe-schedule{{schedule={schedule} ranks={ranks} micro-batches={micro_batches} "
              f"virtual-stages={virtual_stages}}},pipe-outline-tasks,pipe-build-programs,pipe-verify-programs")
    command = ["pipe-opt", "-", "-o", "/dev/null", "--mlir-timing", "--mlir-timing-display=list",
               f"--pass-pipeline=builtin.module({passes})"]
    result = subprocess.run(command, input=chain(ranks * virtual_stages), capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr)
    return {name: float(seconds) for seconds, name in re.findall(r"([\d.]+) \(.*?\)\s+(\w+)", result.stderr)}


def main():
    ranks, micro_batches = map(int, sys.argv[1:3] if len(sys.argv) > 2 else (64, 1024))
    print(f"{ranks} ranks, {micro_batches} micro-batches; seconds")
    print(f"{'schedule':<17} V  schedule     build    verify")
    for schedule, virtual_stages in SCHEDULES:
        seconds = measure(schedule, ranks, micro_batches, virtual_stages)
        print(f"{schedule:<17} {virtual_stages}" + "".join(f"{seconds[p]:10.3f}" for p in PASSES), flush=True)


if __name__ == "__main__":
    main()
