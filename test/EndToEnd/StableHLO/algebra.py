# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Batch normalization, Cholesky's decomposition and triangular systems, in f64; what
a result may be off is a multiple of the size of what it is computed from."""

import numpy as np

from values import FLOATS, Tensor, rounded


def approximate(element, numbers, magnitude, terms):
    """A tensor that may be off by so many roundings of numbers of this magnitude."""
    slack = 8 * (terms + 8) * np.ldexp(np.broadcast_to(magnitude, np.shape(numbers)), -FLOATS[element][0])
    return Tensor(element, rounded(element, numbers), slack)


class Features:
    """An operand [..., feature, ...] and how to bring values of a feature to its shape."""

    def __init__(self, x, feature):
        self.others = tuple(d for d in range(x.ndim) if d != feature)
        self.count = x.size // x.shape[feature]
        self.shape = [-1 if d == feature else 1 for d in range(x.ndim)]

    def spread(self, values):
        return values.reshape(self.shape)

    def mean(self, x):
        return np.sum(x, axis=self.others) / self.count


def batch_norm_inference(x, scale, offset, mean, variance, epsilon, feature):
    f = Features(x.array, feature)
    s, o, m, v = (f.spread(t.array) for t in (scale, offset, mean, variance))
    factor = s / np.sqrt(v + epsilon)
    magnitude = (np.abs(x.array) + np.abs(m)) * np.abs(factor) + np.abs(o)
    return [approximate(x.element, (x.array - m) * factor + o, magnitude, 1)]


def batch_norm_training(x, scale, offset, epsilon, feature):
    f = Features(x.array, feature)
    mean = f.mean(x.array)
    variance = f.mean((x.array - f.spread(mean)) ** 2)
    largest, count = np.max(np.abs(x.array), initial=0), f.count
    output = batch_norm_inference(x, scale, offset, Tensor("f64", mean), Tensor("f64", variance), epsilon, feature)[0]
    factor = f.spread(np.abs(scale.array) / np.sqrt(variance + epsilon))
    magnitude = 2 * largest * factor * (1 + largest**2 / f.spread(variance + epsilon)) + f.spread(np.abs(offset.array))
    return [approximate(x.element, output.array, magnitude, count), approximate(x.element, mean, largest, count),
            approximate(x.element, variance, largest**2, count)]


def batch_norm_grad(x, scale, mean, variance, gradient, epsilon, feature):
    f = Features(x.array, feature)
    g, centered = gradient.array, x.array - f.spread(mean.array)
    spread = variance.array + epsilon
    factor = f.spread(scale.array / np.sqrt(spread))
    product = f.mean(g * centered)
    result = factor * (g - f.spread(f.mean(g)) - f.spread(product / spread) * centered)
    largest = np.max(np.abs(g), initial=0), np.max(np.abs(x.array), initial=0) + np.max(np.abs(mean.array), initial=0)
    magnitude = np.abs(factor) * largest[0] * (2 + largest[1] ** 2 / f.spread(spread))
    per_scale = largest[0] * largest[1] * f.count / np.sqrt(spread)
    return [approximate(x.element, result, magnitude, f.count),
            approximate(x.element, f.count * product / np.sqrt(spread), per_scale, f.count),
            approximate(x.element, f.count * f.mean(g), largest[0] * f.count, f.count)]


def cholesky(a, lower):
    """The other triangle of the result is not specified."""
    symmetric = np.tril(a.array) if lower else np.triu(a.array)
    diagonal = np.eye(a.shape[-1]) * a.array
    symmetric = symmetric + np.swapaxes(symmetric, -1, -2) - diagonal
    factor = np.linalg.cholesky(symmetric)
    factor = factor if lower else np.swapaxes(factor, -1, -2)
    value = approximate(a.element, factor, np.max(np.abs(factor), initial=1), 16)
    other = np.triu(np.ones(a.shape), 1) if lower else np.tril(np.ones(a.shape), -1)
    value.slack = np.where(other > 0, np.inf, value.slack)
    return [value]


def triangular_solve(a, b, left, lower, unit_diagonal, transposed):
    matrix = np.tril(a.array) if lower else np.triu(a.array)
    if unit_diagonal:
        matrix = matrix * (1 - np.eye(a.shape[-1])) + np.eye(a.shape[-1])
    matrix = np.swapaxes(matrix, -1, -2) if transposed else matrix
    if left:
        solution = np.linalg.solve(matrix, b.array)
    else:
        solution = np.swapaxes(np.linalg.solve(np.swapaxes(matrix, -1, -2), np.swapaxes(b.array, -1, -2)), -1, -2)
    condition = np.max(np.linalg.cond(matrix), initial=1)
    return [approximate(a.element, solution, condition * np.max(np.abs(solution), initial=1), 16)]
