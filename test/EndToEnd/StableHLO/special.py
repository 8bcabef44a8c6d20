# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Functions that NumPy has not, in f64, from their textbook definitions."""

import math

import numpy as np


def each(function):
    """`function` of one number as a function of arrays."""
    return lambda x: np.array([function(float(v)) for v in x.reshape(-1)], np.float64).reshape(x.shape)


def log_gamma(x):
    """log|Γ(x)|; infinite at 0, -1, -2, ... and at both infinities."""
    if math.isnan(x):
        return x
    if math.isinf(x) or (x <= 0 and x == math.floor(x)):
        return math.inf
    try:
        return math.lgamma(x)
    except OverflowError:
        return math.inf


def digamma(x):
    """The derivative of log Γ: reflected to x > 0, moved up to x >= 10, then its
    asymptotic series."""
    if math.isnan(x) or x == -math.inf:
        return math.nan
    if x == math.inf:
        return math.inf
    if x <= 0:
        if x == math.floor(x):
            return math.nan
        return digamma(1 - x) - math.pi / math.tan(math.pi * (x - math.floor(x + 0.5)))
    shift = 0.0
    while x < 10:
        shift -= 1 / x
        x += 1
    bernoulli = (1 / 12, -1 / 120, 1 / 252, -1 / 240, 5 / 660, -691 / 32760, 1 / 12)
    series = sum(b * x ** -(2 * k + 2) for k, b in enumerate(bernoulli))
    return shift + math.log(x) - 0.5 / x - series


def erf_inverse(y):
    """The x with erf(x) = y, by bisection."""
    if math.isnan(y) or abs(y) > 1:
        return math.nan
    if abs(y) == 1 or y == 0:
        return math.copysign(math.inf, y) if y else y
    # Near 1 the complement holds the digits; below 0.5, x / y is between these two.
    target = abs(y)
    low, high = (0.88 * target, 0.96 * target) if target < 0.5 else (0.0, 6.5)
    for _ in range(60):
        middle = (low + high) / 2
        below = math.erf(middle) < target if target < 0.5 else math.erfc(middle) > 1 - target
        low, high = (middle, high) if below else (low, middle)
    return math.copysign((low + high) / 2, y)


def bessel_i1e(x):
    """exp(-|x|) I1(x), the mean of exp(|x| (cos t - 1)) cos t over half a turn."""
    if math.isnan(x):
        return x
    z = abs(x)
    if z > 1e4:
        value = (1 - 3 / (8 * z) - 15 / 128 / z / z) / (math.sqrt(2 * math.pi) * math.sqrt(z))
        return math.copysign(0.0 if math.isinf(z) else value, x)
    if z < 1e-8:
        return x / 2
    turn = (np.arange(4096) + 0.5) * (math.pi / 4096)
    # 2 exp(-z) sinh(z cos t) cos t over the first quarter has no cancellation.
    cosine = np.cos(turn[:2048])
    terms = (np.exp(z * (cosine - 1)) * -np.expm1(-2 * z * cosine)) * cosine
    return math.copysign(float(np.sum(terms)) / 4096, x)


def next_after(x, y, precision, low):
    """The number of the format after `x` in the direction of `y`."""
    if math.isnan(x) or math.isnan(y):
        return math.nan
    if x == y:
        return y
    smallest = math.ldexp(1.0, low - precision + 1)
    if x == 0:
        return math.copysign(smallest, y)
    outward = (y > x) == (x > 0)
    if math.isinf(x):
        return x if outward else None
    fraction, exponent = math.frexp(abs(x))
    step = math.ldexp(1.0, max(exponent - 1, low) - precision + 1)
    if not outward and fraction == 0.5 and exponent - 1 > low:
        step /= 2
    return math.copysign(abs(x) + (step if outward else -step), x)


def zeta(x, q):
    """The sum of 1 / (q + k)^x over k >= 0, for x > 1 and q > 0, by Euler and Maclaurin."""
    total = math.fsum((q + k) ** -x for k in range(12))
    at, factor = q + 12, x
    total += at ** (1 - x) / (x - 1) + at**-x / 2
    for k, number in enumerate((1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160)):
        total += number * factor * at ** (-x - 2 * k - 1)
        factor *= (x + 2 * k + 1) * (x + 2 * k + 2)
    return total


def polygamma(n, x):
    """The n-th derivative of digamma, for n >= 0 and x > 0."""
    return digamma(x) if n == 0 else (-1) ** (n + 1) * math.factorial(int(n)) * zeta(n + 1, x)
