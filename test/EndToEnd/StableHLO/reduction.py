# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""reduce, reduce_window and select_and_scatter with any region.

A region is called with lists of 0-d tensors. Where it is the sum or product of
floats (`order_matters`), the result is the exact one and may be off by what another
order gives.
"""

import math

import numpy as np

from contraction import exact_sum, sum_tolerance
from movement import empty, indices
from values import FLOATS, Tensor, rounded


class Region:
    """`call` maps lists of tensors; `kind` is "sum" or "product" where all its results
    are those of the floats among its operands, else None."""

    def __init__(self, call, kind=None):
        self.call, self.kind = call, kind


def scalar(tensor, index):
    return Tensor(tensor.element, tensor.array[index])


def fold_floats(kind, element, numbers):
    """The sum or product of all numbers and what it may be off."""
    with np.errstate(all="ignore"):
        array = np.array(numbers, np.float64)
        finite = array[np.isfinite(array)]
        if kind == "sum":
            return exact_sum(array), sum_tolerance(element, len(array), exact_sum(np.abs(finite)))
        total, logs = float(np.prod(array)), np.log2(np.abs(finite[finite != 0]))
    _, low, high = FLOATS[element]
    if np.sum(logs[logs > 0]) >= high - 1 or np.sum(logs[logs < 0]) <= low + 1:
        return total, math.inf
    return total, 2 * sum_tolerance(element, len(array), abs(total)) if math.isfinite(total) else 0.0


def fold(region, starts, items):
    """Combines lists of 0-d tensors, one list an item; returns (number, slack) of each
    operand."""
    floats = [region.kind is not None and t.element in FLOATS for t in starts]
    accumulated = starts
    for item in () if all(floats) else items:
        accumulated = region.call([*accumulated, *item])
    entries = [(t.array[()], 0.0) for t in accumulated]
    for k, start in enumerate(starts):
        if floats[k]:
            entries[k] = fold_floats(region.kind, start.element, [float(row[k].array) for row in (starts, *items)])
    return entries


def tensors(starts, shape, entries):
    """One tensor an operand from lists of (number, slack)."""
    results = []
    for k, start in enumerate(starts):
        array, slack = empty(start.element, shape), np.zeros(shape)
        for i, entry in zip(indices(shape), entries):
            array[i], slack[i] = entry[k]
        if start.element in FLOATS:
            array = rounded(start.element, array)
        results.append(Tensor(start.element, array, slack))
    return results


def reduce(inputs, starts, dimensions, region):
    kept = [d for d in range(len(inputs[0].shape)) if d not in dimensions]
    shape = [inputs[0].shape[d] for d in kept]
    entries = []
    for i in indices(shape):
        items = []
        for k in indices([inputs[0].shape[d] for d in dimensions]):
            at = dict(zip(kept, i)) | dict(zip(dimensions, k))
            at = tuple(at[d] for d in range(len(at)))
            items.append([scalar(t, at) for t in inputs])
        entries.append(fold(region, starts, items))
    return tensors(starts, shape, entries)


class Window:
    """Attributes of a window, one number a dimension; padding in pairs."""

    def __init__(self, sizes, strides, base_dilations, window_dilations, padding):
        self.sizes, self.strides, self.padding = sizes, strides, padding
        self.base_dilations, self.window_dilations = base_dilations, window_dilations

    def result_shape(self, shape):
        result = []
        for n, size, stride, base, dilation, (low, high) in zip(
                shape, self.sizes, self.strides, self.base_dilations, self.window_dilations, self.padding):
            padded = low + high + (0 if n == 0 else (n - 1) * base + 1)
            extent = (size - 1) * dilation + 1
            result.append(0 if padded == 0 or extent > padded else (padded - extent) // stride + 1)
        return result

    def places(self, index, shape):
        """The positions of a window, in order; None where it lies on padding."""
        for k in indices(self.sizes):
            place = []
            for d, n in enumerate(shape):
                at = index[d] * self.strides[d] + k[d] * self.window_dilations[d] - self.padding[d][0]
                p, rest = divmod(at, self.base_dilations[d])
                if rest or not 0 <= p < n:
                    break
                place.append(p)
            yield tuple(place) if len(place) == len(shape) else None


def reduce_window(inputs, starts, window, region):
    """Padding and gaps hold the start values."""
    input_shape = inputs[0].shape
    shape = window.result_shape(input_shape)
    entries = []
    for i in indices(shape):
        items = [[scalar(t, at) for t in inputs] if at is not None else list(starts) for at in window.places(i, input_shape)]
        entries.append(fold(region, starts, items))
    return tensors(starts, shape, entries)


def select_and_scatter(x, source, start, window, select, scatter):
    """`select` is true where its first operand is to stay selected."""
    collected = {i: [] for i in indices(x.shape)}
    for i in indices(source.shape):
        chosen = None
        for at in window.places(i, x.shape):
            if at is not None and (chosen is None or not select.call([scalar(x, chosen), scalar(x, at)])[0].array):
                chosen = at
        if chosen is not None:
            collected[chosen].append([scalar(source, i)])
    entries = [fold(scatter, [start], collected[i]) for i in indices(x.shape)]
    return tensors([start], x.shape, entries)[0]
