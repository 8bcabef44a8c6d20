# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Comparisons, sort and top_k."""

import functools
import operator

import numpy as np

from movement import empty, indices
from reduction import scalar
from values import FLOATS, Tensor, to_bits, width

DIRECTIONS = {"EQ": operator.eq, "NE": operator.ne, "GE": operator.ge, "GT": operator.gt, "LE": operator.le, "LT": operator.lt}


def total_keys(x):
    """Integers in the total order of floats: -NaN, -inf, ..., -0, +0, ..., inf, NaN."""
    top = 1 << (width(x.element) - 1)
    return [top - 1 - int(b) if int(b) >= top else int(b) for b in to_bits(x).reshape(-1)]


def compare(x, y, direction, kind):
    test = DIRECTIONS[direction]
    if kind == "TOTALORDER":
        flags = [test(a, b) for a, b in zip(total_keys(x), total_keys(y))]
        return Tensor("i1", np.array(flags, bool).reshape(x.shape))
    return Tensor("i1", test(x.array, y.array))


def sort(inputs, dimension, less):
    """Sorts slices of all inputs together; equal elements keep their order."""
    dimension %= len(inputs[0].shape)
    results = [empty(t.element, t.shape) for t in inputs]
    shape = inputs[0].shape
    rest = [n if d != dimension else min(n, 1) for d, n in enumerate(shape)]

    def before(a, b):
        arguments = [t for pair in zip(a, b) for t in pair]
        return bool(less.call(arguments)[0].array)

    order = functools.cmp_to_key(lambda a, b: -1 if before(a, b) else 1 if before(b, a) else 0)
    for i in indices(rest):
        at = lambda k: (*i[:dimension], k, *i[dimension + 1 :])
        items = [[scalar(t, at(k)) for t in inputs] for k in range(shape[dimension])]
        for k, item in enumerate(sorted(items, key=order)):
            for array, element in zip(results, item):
                array[at(k)] = element.array
    return [Tensor(t.element, array) for t, array in zip(inputs, results)]


def top_k(x, k):
    """The k largest of each row in descending order, NaN the largest; of equal ones
    the first."""
    shape = (*x.shape[:-1], k)
    values, places = empty(x.element, shape), np.zeros(shape, np.int32)
    for i in indices(x.shape[:-1]):
        row = Tensor(x.element, x.array[i])
        keys = total_keys(row) if x.element in FLOATS else [int(v) for v in row.array]
        order = sorted(range(len(keys)), key=lambda p: -keys[p])[:k]
        values[i], places[i] = row.array[order], order
    return [Tensor(x.element, values), Tensor("i32", places)]
