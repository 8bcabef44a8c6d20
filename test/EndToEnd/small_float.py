# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Floating-point numbers of 16 and 32 bits in plain Python.

Every function rounds once, to nearest, ties to even. A number is a Python float;
its bits are an int.
"""

import math
import struct

# Bits of the mantissa without the leading one; smallest and largest exponent.
FORMATS = {"f16": (10, -14, 15), "bf16": (7, -126, 127), "f32": (23, -126, 127)}


def rounded(kind, x):
    """The number of this kind that is nearest to `x`, a float, int or Fraction."""
    if kind == "f64":
        return float(x)
    if isinstance(x, float) and (math.isnan(x) or math.isinf(x) or x == 0):
        return x
    mantissa, low, high = FORMATS[kind]
    magnitude = abs(x)
    if isinstance(x, float):
        exponent = math.frexp(magnitude)[1] - 1
    else:
        exponent = exponent_of(magnitude) if magnitude else low
    last = max(exponent, low) - mantissa
    units = round(math.ldexp(magnitude, -last) if isinstance(x, float) else scaled(magnitude, -last))
    result = math.ldexp(units, last)
    if result >= math.ldexp(1.0, high + 1):
        result = math.inf
    return math.copysign(result, x)


def scaled(number, power):
    """number * 2^power, exactly."""
    from fractions import Fraction

    return number * (Fraction(2) ** power)


def exponent_of(number):
    """The largest e with 2^e <= number, which is above 0."""
    numerator, denominator = number.as_integer_ratio()
    exponent = numerator.bit_length() - denominator.bit_length()
    return exponent if scaled(1, exponent) <= number else exponent - 1


def encode(kind, x):
    """The bits of `x`, which is a number of this kind."""
    if kind == "bf16":
        return struct.unpack("<I", struct.pack("<f", x))[0] >> 16
    if kind == "f16":
        return struct.unpack("<H", struct.pack("<e", x))[0]
    return struct.unpack("<I", struct.pack("<f", x))[0]


def decode(kind, bits):
    """The number that has these bits."""
    if kind == "bf16":
        return struct.unpack("<f", struct.pack("<I", bits << 16))[0]
    if kind == "f16":
        return struct.unpack("<e", struct.pack("<H", bits))[0]
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def pack(kind, numbers):
    """The bytes of numbers of this kind, one after the other."""
    if kind == "f64":
        return struct.pack(f"<{len(numbers)}d", *numbers)
    size = "I" if kind == "f32" else "H"
    return struct.pack(f"<{len(numbers)}{size}", *(encode(kind, x) for x in numbers))


def unpack(kind, data):
    """The numbers of this kind that `data` holds."""
    if kind == "f64":
        return list(struct.unpack(f"<{len(data) // 8}d", data))
    size = 4 if kind == "f32" else 2
    bits = struct.unpack(f"<{len(data) // size}{'I' if size == 4 else 'H'}", data)
    return [decode(kind, b) for b in bits]
