# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Elementwise ops on floats, with the error that an implementation may have.

Functions are computed in f64 and rounded to the element type. The number beside
each is the error in units in the last place that f32 and f64 may have; 16-bit
floats may be off by one unit, since they are computed in f32.
"""

import math

import numpy as np

import special
from values import FLOATS, Tensor, exponents, limits, result, rounded, ulp


def round_half_away(x):
    """To the nearest integer, halves away from zero."""
    whole = np.trunc(x)
    return np.where(np.abs(x - whole) >= 0.5, whole + np.copysign(1.0, x), whole)


def logistic(x):
    small = np.exp(-np.abs(x))
    return np.where(x < 0, small, 1) / (1 + small)


def sign(x):
    return np.where(np.isnan(x) | (x == 0), x, np.sign(x))


# Name: (function, ulps). 0 is exact.
UNARY = {
    "abs": (np.abs, 0),
    "cbrt": (np.cbrt, 4),
    "ceil": (np.ceil, 0),
    "cosine": (np.cos, 4),
    "exponential": (np.exp, 4),
    "exponential_minus_one": (np.expm1, 6),
    "floor": (np.floor, 0),
    "log": (np.log, 4),
    "log_plus_one": (np.log1p, 6),
    "logistic": (logistic, 8),
    "negate": (np.negative, 0),
    "round_nearest_afz": (round_half_away, 0),
    "round_nearest_even": (np.rint, 0),
    "rsqrt": (lambda x: 1 / np.sqrt(x), 2),
    "sign": (sign, 0),
    "sine": (np.sin, 4),
    "sqrt": (np.sqrt, 1),
    "tan": (np.tan, 8),
    "tanh": (np.tanh, 8),
}
CHLO_UNARY = {
    "acos": (np.arccos, 8),
    "acosh": (np.arccosh, 8),
    "asin": (np.arcsin, 8),
    "asinh": (np.arcsinh, 8),
    "atan": (np.arctan, 8),
    "atanh": (np.arctanh, 8),
    "bessel_i1e": (special.each(special.bessel_i1e), 16),
    "cosh": (np.cosh, 8),
    "digamma": (special.each(special.digamma), 64),
    "erf": (special.each(math.erf), 8),
    "erf_inv": (special.each(special.erf_inverse), 16),
    "erfc": (special.each(math.erfc), 16),
    "lgamma": (special.each(special.log_gamma), 32),
    "sinh": (np.sinh, 8),
    "square": (np.square, 0),
    "tan": (np.tan, 8),
}
PREDICATES = {
    "is_finite": np.isfinite,
    "is_inf": np.isinf,
    "is_pos_inf": np.isposinf,
    "is_neg_inf": np.isneginf,
}
BINARY = {
    "add": (np.add, 0),
    "atan2": (np.arctan2, 8),
    "divide": (np.divide, 0),
    "maximum": (np.maximum, 0),
    "minimum": (np.minimum, 0),
    "multiply": (np.multiply, 0),
    "power": (np.float_power, 32),
    "remainder": (np.fmod, 0),
    "subtract": (np.subtract, 0),
}
# Around their zeros these lose digits: the error is at least that of a value of 1.
CANCELLING = {"digamma", "lgamma", "polygamma", "cosine", "sine", "tan"}


def finish(element, name, numbers, ulps):
    """Rounds `numbers`; sets what the op's result may be off."""
    if not ulps:
        return result(element, numbers)
    ulps = ulps if element in ("f32", "f64") else 1
    value = result(element, numbers, ulps)
    if name in CANCELLING:
        value.slack = np.maximum(value.slack, ulps * ulp(element, np.ones(value.shape)))
    return value


def float_unary(dialect, name, x):
    function, ulps = (UNARY if dialect == "stablehlo" else CHLO_UNARY)[name]
    with np.errstate(all="ignore"):
        return finish(x.element, name, function(x.array), ulps)


def float_binary(name, x, y):
    function, ulps = BINARY[name]
    with np.errstate(all="ignore"):
        numbers = function(x.array, y.array)
    value = finish(x.element, name, numbers, ulps)
    if name == "power" and x.element in ("f32", "f64"):
        # The error of the exponent grows with the exponent.
        exponent = np.abs(np.log2(np.maximum(np.abs(value.array), limits_of_log(x.element))))
        value.slack = value.slack * np.maximum(1, np.where(np.isfinite(exponent), exponent, 1024) / 4)
    return value


def limits_of_log(element):
    return math.ldexp(1.0, FLOATS[element][1])


def predicate(name, x):
    return Tensor("i1", PREDICATES[name](x.array))


def next_after(x, y):
    precision, low, _ = FLOATS[x.element]
    numbers = [special.next_after(float(a), float(b), precision, low) for a, b in zip(x.array.flat, y.array.flat)]
    largest = limits(x.element)[1]
    numbers = [math.copysign(largest, float(a)) if n is None else n for n, a in zip(numbers, x.array.flat)]
    return result(x.element, np.array(numbers, np.float64).reshape(x.shape))


def reduce_precision(x, exponent_bits, mantissa_bits):
    """To a format with fewer bits and back: what is below its least normal number is
    zero, what is above its largest is infinite."""
    precision, low, high = FLOATS[x.element]
    numbers = nearest_digits(x.array, min(mantissa_bits + 1, precision), low)
    bias = 2 ** (exponent_bits - 1) - 1
    if bias < high:
        magnitude = np.abs(numbers)
        zero = np.copysign(0.0, numbers)
        infinite = np.copysign(np.inf, numbers)
        numbers = np.where(np.isnan(numbers), numbers, np.where(magnitude >= math.ldexp(1.0, bias + 1), infinite, np.where(
            magnitude < math.ldexp(1.0, 1 - bias), zero, numbers)))
    return Tensor(x.element, rounded(x.element, numbers))


def nearest_digits(x, digits, low):
    """Rounded to so many binary digits; to fewer below 2^low, as bits of a mantissa."""
    finite = np.isfinite(x) & (x != 0)
    safe = np.where(finite, x, 1.0)
    unit = np.maximum(exponents(safe), low) - (digits - 1)
    scaled = np.rint(np.ldexp(safe, -unit)) if digits < 53 else np.ldexp(safe, -unit)
    if digits == 1:
        # Of two powers of two, the one whose exponent has an even field: 3 becomes 2, 1.5 too.
        tie = (np.abs(np.ldexp(safe, -unit)) == 1.5) & (unit % 2 == 1)
        scaled = np.where(tie, np.copysign(1.0, safe), scaled)
    with np.errstate(over="ignore"):
        return np.where(finite, np.ldexp(np.copysign(scaled, safe), unit), x)


def of_pairs(name, ulps, x, y):
    """A function of two numbers of special.py."""
    function = getattr(special, name)
    numbers = np.array([function(float(a), float(b)) for a, b in zip(x.array.flat, y.array.flat)], np.float64)
    return finish(x.element, name, numbers.reshape(x.shape), ulps)
