# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ops on booleans and integers, element by element on Python's integers, which do
not overflow; results are wrapped to their width at the end."""

import numpy as np

from values import FLOATS, SIGNED, Tensor, limits, rounded, storage, width


def wrapped(element, number):
    """`number` modulo 2^width, as a value of the type."""
    if element == "i1":
        return bool(number & 1)
    bits = width(element)
    number &= (1 << bits) - 1
    return number - (1 << bits) if element in SIGNED and number >> (bits - 1) else number


def unsigned(element, number):
    """The bits of `number` as a number without sign."""
    return number & ((1 << width(element)) - 1)


def divide(e, a, b):
    """Towards zero; all ones for a division by zero; the least number by -1 is itself."""
    if b == 0:
        return -1
    return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)


def remainder(e, a, b):
    """With the sign of the dividend; x for a division by zero."""
    return a if b == 0 else a - divide(e, a, b) * b


def power(e, a, b):
    """A negative exponent gives the truncated reciprocal, which only ±1 have."""
    if b < 0:
        return {1: 1, -1: -1 if b % 2 else 1}.get(a, 0)
    return pow(a, b, 1 << width(e))


def shift_left(e, a, b):
    n = unsigned(e, b)
    return a << n if n < width(e) else 0


def shift_right_logical(e, a, b):
    n = unsigned(e, b)
    return unsigned(e, a) >> n if n < width(e) else 0


def shift_right_arithmetic(e, a, b):
    """The sign bit fills up, of unsigned types too."""
    signed = unsigned(e, a)
    if signed >> (width(e) - 1):
        signed -= 1 << width(e)
    return signed >> min(unsigned(e, b), width(e) - 1)


BINARY = {
    "add": lambda e, a, b: a + b,
    "and": lambda e, a, b: a & b,
    "divide": divide,
    "maximum": lambda e, a, b: max(a, b),
    "minimum": lambda e, a, b: min(a, b),
    "multiply": lambda e, a, b: a * b,
    "or": lambda e, a, b: a | b,
    "power": power,
    "remainder": remainder,
    "shift_left": shift_left,
    "shift_right_arithmetic": shift_right_arithmetic,
    "shift_right_logical": shift_right_logical,
    "subtract": lambda e, a, b: a - b,
    "xor": lambda e, a, b: a ^ b,
}
# A sum of booleans is their disjunction, a product their conjunction.
BOOLEAN_BINARY = {
    "add": lambda e, a, b: a | b, "maximum": lambda e, a, b: a | b, "or": lambda e, a, b: a | b,
    "multiply": lambda e, a, b: a & b, "minimum": lambda e, a, b: a & b, "and": lambda e, a, b: a & b,
    "xor": lambda e, a, b: a ^ b,
}
UNARY = {
    "abs": lambda e, a: abs(a),
    "count_leading_zeros": lambda e, a: width(e) - unsigned(e, a).bit_length(),
    "negate": lambda e, a: -a,
    "not": lambda e, a: ~a,
    "popcnt": lambda e, a: bin(unsigned(e, a)).count("1"),
    "sign": lambda e, a: (a > 0) - (a < 0),
}


def unary(name, x):
    e = x.element
    return filled(e, [UNARY[name](e, int(a)) for a in x.array.flat], x.shape)


def binary(name, x, y):
    e = x.element
    function = (BOOLEAN_BINARY if e == "i1" else BINARY)[name]
    return filled(e, [function(e, int(a), int(b)) for a, b in zip(x.array.flat, y.array.flat)], x.shape)


def filled(element, numbers, shape):
    array = np.empty(len(numbers), storage(element))
    for i, number in enumerate(numbers):
        array[i] = wrapped(element, number)
    return Tensor(element, array.reshape(shape))


def saturated(element, number):
    """A float as integer: truncated, held within the limits; NaN is 0."""
    low, high = limits(element)
    if np.isnan(number):
        return 0
    if np.isinf(number):
        return high if number > 0 else low
    return max(low, min(high, int(number)))


def convert(x, element):
    """Any element type to any other."""
    if element == "i1":
        return Tensor(element, x.array != 0)
    if x.element in FLOATS and element in FLOATS:
        return Tensor(element, rounded(element, x.array))
    if x.element in FLOATS:
        return filled(element, [saturated(element, v) for v in x.array.flat], x.shape)
    if element in FLOATS:
        return Tensor(element, np.array([nearest_of(element, int(v)) for v in x.array.flat]).reshape(x.shape))
    return filled(element, [int(v) for v in x.array.flat], x.shape)


def nearest_of(element, number):
    """The nearest float to an integer, rounded once."""
    extra = abs(number).bit_length() - FLOATS[element][0]
    if extra > 0:
        unit = 1 << extra
        low, rest = divmod(number, unit)
        up = 2 * rest > unit or (2 * rest == unit and low % 2)
        number = (low + up) * unit
    return float(rounded(element, np.float64(number)))
