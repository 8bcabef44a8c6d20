# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares random StableHLO programs with an evaluator in NumPy.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/StableHLO/stablehlo_random.py --count=100
  stablehlo_random.py --seed=17 --count=1 --keep=DIR     # the files of what is wrong
  stablehlo_random.py --op=scatter                       # only this op

A program is a chain of 5 to 20 ops, written in the generic form that JAX prints, which
returns the results of all its ops. It is compiled with pipe-compile and run with
pipe-run; every op is then evaluated on the operands that it had in the run. Integers,
booleans and moved elements must be equal, floats within the error that elementwise.py
states for the op, sums within that of any order.

An op that pipe-compile refuses is counted and left out of the program. Prints a line
for each op that is wrong, and the counts of all ops at the end; exits with 1 when one
was wrong.
"""

import argparse
import collections
import concurrent.futures
import os
import sys
import tempfile

import check
import random_program
from program import excerpt, module_text
from runner import Crashed, Refused, run_program, write


class Report:
    """What happened to the ops of one program: (label, "compared" | "refused" |
    "wrong", what is to be said)."""

    def __init__(self, seed, keep, rows):
        self.seed, self.keep, self.rows, self.events = seed, keep, rows, []

    def add(self, label, event, text=""):
        self.events.append((label, event, text))

    def wrong(self, step, text, tensors):
        """Keeps the op alone with the operands that it had."""
        where = ""
        if self.keep:
            block, base = excerpt([step], self.rows), os.path.join(self.keep, f"{self.seed}-{step.label}")
            with open(base + ".mlir", "w", encoding="utf-8") as f:
                f.write(module_text(block))
            write(base + ".safetensors", block.arguments, tensors)
            where = f" ({base}.mlir)"
        self.add(step.label, "wrong", f"seed {self.seed}, {step.label}: {text}{where}")


def evaluated(block, inputs):
    """The tensors of all values, by the evaluator alone."""
    known = dict(inputs)
    for step in block.steps:
        known.update(zip((r.name for r in step.results), step.evaluate(*(known[o.name] for o in step.operands))))
    return known


def step_at(block, line):
    """The step that a line of the program's text belongs to."""
    text = module_text(block)
    for step in block.steps:
        first = text[: text.index(f"{step.text.splitlines()[0]}")].count("\n") + 1
        if line is not None and first <= line < first + len(step.text.splitlines()):
            return step
    return None


def compare(report, block, tensors):
    """Runs a program and compares all its ops."""
    with tempfile.TemporaryDirectory() as folder:
        results = run_program(block, tensors, folder)
    known = {**tensors, **results}
    wrong = {d.step: d for d in check.differences(block, tensors, results)}
    for step in block.steps:
        if step in report.rows and step not in wrong:
            continue
        if step in wrong:
            report.wrong(step, str(wrong[step]), known)
        else:
            report.add(step.label, "compared")


def compare_alone(report, steps, tensors):
    """Each op as a program of its own."""
    for step in steps:
        try:
            compare(report, excerpt([step], report.rows), tensors)
        except Refused as refused:
            report.add(step.label, "refused", str(refused))
        except Crashed as crashed:
            report.wrong(step, str(crashed), tensors)


def check_seed(seed, only, keep):
    """Compares the program of a seed; ops that are refused are left out."""
    g = random_program.build(seed, only)
    report = Report(seed, keep, g.rows)
    block, tensors = g.block, evaluated(g.block, g.inputs)
    while block.steps:
        try:
            compare(report, block, tensors)
            break
        except Refused as refused:
            step = step_at(block, refused.line)
            if step is None or step in g.rows:
                compare_alone(report, block.steps, tensors)
                break
            report.add(step.label, "refused", str(refused))
            block = excerpt([s for s in block.steps if s is not step], g.rows)
        except Crashed:
            compare_alone(report, block.steps, tensors)
            break
    return report.events


def summary(counts, reasons):
    """OP: n compared, m refused, k wrong; and why."""
    for label in sorted(counts):
        c = counts[label]
        print(f"{label}: {c['compared'] + c['wrong']} compared, {c['refused']} refused, {c['wrong']} wrong")
    for (label, reason), count in sorted(reasons.items()):
        print(f"refused {count} times: {label}: {reason}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument("--op", help="only programs of this op")
    parser.add_argument("--keep", help="folder for the ops that are wrong")
    parser.add_argument("--may-refuse", type=lambda text: text.split(","), help="that another op is refused is an error")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.keep:
        os.makedirs(arguments.keep, exist_ok=True)
    counts = collections.defaultdict(collections.Counter)
    reasons = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        seeds = range(arguments.seed, arguments.seed + arguments.count)
        for events in pool.map(lambda seed: check_seed(seed, arguments.op, arguments.keep), seeds):
            for label, event, text in events:
                counts[label][event] += 1
                if event == "wrong":
                    print(text, flush=True)
                if event == "refused":
                    reasons[label, text] += 1
    summary(counts, reasons)
    total = sum(counts.values(), collections.Counter())
    print(f"{arguments.count} programs: {total['compared'] + total['wrong']} ops compared, {total['refused']} refused, "
          f"{total['wrong']} wrong")
    refused = {label for label, c in counts.items() if c["refused"]}
    if unexpected := sorted(refused - set(arguments.may_refuse or refused)):
        print(f"refused, but not among the ops that may be: {', '.join(unexpected)}")
    return 1 if total["wrong"] or unexpected or not total["compared"] else 0


if __name__ == "__main__":
    sys.exit(main())
