# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what a run computed with the evaluator, op by op.

Every op is evaluated on the operands that the run had, so that an error is found
where it is made and does not grow on its way.
"""

import numpy as np

from values import FLOATS, limits


class Difference:
    """The first element of a result that is wrong."""

    def __init__(self, step, number, place, actual, expected):
        self.step, self.number, self.place = step, number, place
        self.actual, self.expected = actual, expected

    def __str__(self):
        at = f"result {self.number}[{', '.join(map(str, self.place))}]"
        return f"{at}: {self.actual!r} instead of {self.expected!r}"


def is_right(actual, expected, moves):
    """Element by element. NaN equals NaN; zeros of both signs are equal, unless the op
    only moves elements."""
    a, e = actual.array, expected.array
    if expected.element not in FLOATS:
        return a == e
    slack = np.zeros(e.shape) if expected.slack is None else np.asarray(expected.slack, np.float64)
    with np.errstate(all="ignore"):
        right = (a == e) | (np.isnan(a) & np.isnan(e)) | np.isposinf(slack) | (np.abs(a - e) <= slack)
        # An infinity in place of a number that the error takes beyond the limit.
        largest = limits(expected.element)[1]
        overflow = np.isinf(a) & np.isfinite(e) & (slack > 0) & (np.abs(e) + slack >= largest) & (np.sign(a) == np.sign(e))
        lost = np.isinf(e) & np.isfinite(a) & (slack > 0) & (np.abs(a) >= largest * (1 - 1e-3)) & (np.sign(a) == np.sign(e))
    if moves:
        right &= ~((a == 0) & (e == 0) & (np.signbit(a) != np.signbit(e)))
    return right | overflow | lost


def first_difference(step, expected, actual):
    """The first wrong element of a step's results, or None."""
    for number, (e, a) in enumerate(zip(expected, actual)):
        right = is_right(a, e, step.moves)
        if not np.all(right):
            place = tuple(int(p) for p in np.argwhere(~right)[0])
            return Difference(step, number, place, a.array[place].item(), e.array[place].item())
    return None


def differences(block, inputs, results):
    """What is wrong with a run: `inputs` are the arguments, `results` what the run
    returned, both by name."""
    known = {**inputs, **results}
    for step in block.steps:
        expected = step.evaluate(*(known[o.name] for o in step.operands))
        found = first_difference(step, expected, [known[r.name] for r in step.results])
        if found:
            yield found
