# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares losses with those of another training: train_example.py EXPECTED.jsonl FOUND.jsonl STEPS

Both have a line a step. FOUND has STEPS of them, each within 1e-4 of the expected one
(relative), and they fall.
"""

import json
import sys

TOLERANCE = 1e-4


def read(path):
    """Returns (step, loss) of each line."""
    with open(path, encoding="utf-8") as file:
        return [(line["step"], line["loss"]) for line in map(json.loads, file)]


def main(expected_path, found_path, steps):
    found, expected = read(found_path), read(expected_path)[: int(steps)]
    assert [step for step, _ in found] == [step for step, _ in expected] == list(range(1, int(steps) + 1))
    errors = [(abs(a - e) / e, step) for (step, a), (_, e) in zip(found, expected)]
    assert max(errors)[0] <= TOLERANCE, f"step {max(errors)[1]}: {max(errors)[0]} away"
    assert found[-1][1] < 0.8 * found[0][1], found
    print(f"ok: {steps} losses, at most {max(errors)[0]:.1e} away")


if __name__ == "__main__":
    main(*sys.argv[1:])
