# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sums of products: dot_general and convolution.

Integer sums are computed without overflow and wrapped. Float sums may be in any
order: the error is within the number of terms times half a unit in the last place of
the result's type, relative to the sum of the magnitudes of the terms.
"""

import math

import numpy as np

from integers import filled
from movement import empty, indices
from values import FLOATS, Tensor, rounded, type_text


def exact_sum(numbers):
    """The sum, rounded once; of infinities and NaNs as IEEE adds them."""
    with np.errstate(all="ignore"):
        try:
            return math.fsum(numbers) if np.all(np.isfinite(numbers)) else float(np.sum(numbers))
        except OverflowError:
            return float(np.sum(numbers))


def sum_tolerance(element, terms, magnitude):
    """What a sum of so many terms, their magnitudes adding up to this, may be off."""
    precision, _, high = FLOATS[element]
    if magnitude >= math.ldexp(1.0, high):
        return math.inf
    return (terms + 1) * math.ldexp(magnitude, -precision)


def sum_of_products(left, right, element):
    """The sum and what it may be off; `left` and `right` are lists of elements."""
    if element == "i1":
        return any(a and b for a, b in zip(left, right)), 0.0
    if element not in FLOATS:
        return sum(int(a) * int(b) for a, b in zip(left, right)), 0.0
    with np.errstate(all="ignore"):
        products = np.array(left, np.float64) * np.array(right, np.float64)
    # A product beyond the largest number is infinite, or a term of a fused multiply and add that rounds
    # but the sum.
    if np.any(np.isinf(products) & np.isfinite(left) & np.isfinite(right)):
        return exact_sum(products), math.inf
    magnitude = exact_sum(np.abs(products[np.isfinite(products)]))
    return exact_sum(products), sum_tolerance(element, len(products), magnitude)


def assemble(element, shape, entries):
    """A tensor from (number, slack) in the order of positions."""
    numbers, slack = [e[0] for e in entries], np.array([e[1] for e in entries]).reshape(shape)
    if element in FLOATS:
        return Tensor(element, rounded(element, np.array(numbers, np.float64).reshape(shape)), slack)
    return filled(element, [int(n) for n in numbers], shape)


def dot_general(x, y, batch, contract, element):
    """`batch` and `contract` are pairs of lists of dimensions of x and y. Elements are
    brought to the result's type before they are multiplied."""
    free = [[d for d in range(len(t.shape)) if d not in batch[k] + contract[k]] for k, t in enumerate((x, y))]
    shape = [x.shape[d] for d in batch[0]] + [x.shape[d] for d in free[0]] + [y.shape[d] for d in free[1]]
    split = len(batch[0]), len(batch[0]) + len(free[0])
    entries = []
    for i in indices(shape):
        terms = [[], []]
        for k in indices([x.shape[d] for d in contract[0]]):
            for side, t in enumerate((x, y)):
                own = i[split[0] : split[1]] if side == 0 else i[split[1] :]
                at = dict(zip(batch[side], i)) | dict(zip(contract[side], k)) | dict(zip(free[side], own))
                terms[side].append(t.array[tuple(at[d] for d in range(len(t.shape)))])
        entries.append(sum_of_products(*terms, element))
    return assemble(element, shape, entries)


class Convolution:
    """The attributes of a convolution. `input`, `kernel` and `output` are lists of
    dimensions: batch, feature, spatial ...; for the kernel input feature, output
    feature, spatial ..."""

    def __init__(self, strides, padding, lhs_dilation, rhs_dilation, reversal, input_, kernel, output, groups, batch_groups):
        self.strides, self.padding, self.reversal = strides, padding, reversal
        self.lhs_dilation, self.rhs_dilation = lhs_dilation, rhs_dilation
        self.input, self.kernel, self.output = input_, kernel, output
        self.groups, self.batch_groups = groups, batch_groups

    def result_shape(self, x, y):
        """The shape for operands of these shapes."""
        shape = [0] * len(x)
        shape[self.output[0]] = x[self.input[0]] // self.batch_groups
        shape[self.output[1]] = y[self.kernel[1]]
        for d, stride in enumerate(self.strides):
            size, window = x[self.input[2 + d]], y[self.kernel[2 + d]]
            padded = sum(self.padding[d]) + (0 if size == 0 else (size - 1) * self.lhs_dilation[d] + 1)
            window = 0 if window == 0 else (window - 1) * self.rhs_dilation[d] + 1
            shape[self.output[2 + d]] = 0 if padded == 0 or window > padded else (padded - window) // stride + 1
        return shape

    def place(self, d, output, k, size, window):
        """Where in x the k-th tap of a window lies along a spatial dimension, or None."""
        tap = window - 1 - k if self.reversal[d] else k
        at = output * self.strides[d] + tap * self.rhs_dilation[d] - self.padding[d][0]
        place, rest = divmod(at, self.lhs_dilation[d])
        return place if rest == 0 and 0 <= place < size else None


def convolution(x, y, c, element):
    shape = c.result_shape(x.shape, y.shape)
    features = x.shape[c.input[1]] // c.groups
    windows = [y.shape[d] for d in c.kernel[2:]]
    batches = x.shape[c.input[0]] // c.batch_groups
    entries = []
    for i in indices(shape):
        channel, left, right = i[c.output[1]], [], []
        group = channel // max(1, y.shape[c.kernel[1]] // c.groups)
        batch = i[c.output[0]] + batches * (channel // max(1, y.shape[c.kernel[1]] // c.batch_groups))
        for k in indices(windows):
            spatial = [c.place(d, i[c.output[2 + d]], k[d], x.shape[c.input[2 + d]], windows[d]) for d in range(len(k))]
            for f in range(features):
                place = None if None in spatial else scattered(c.input, [batch, group * features + f, *spatial])
                left.append(0 if place is None else x.array[place])
                right.append(y.array[scattered(c.kernel, [f, channel, *k])])
        total, slack = sum_of_products(left, right, element)
        # An infinite tap times padding is NaN by definition, and nothing where padding is left out.
        entries.append((total, slack if all(map(np.isfinite, right)) else math.inf))
    return assemble(element, shape, entries)


def scattered(dimensions, numbers):
    """The position with `numbers[k]` at dimension `dimensions[k]`."""
    at = dict(zip(dimensions, numbers))
    return tuple(at[d] for d in range(len(at)))
