# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Element types and tensors of the evaluator.

Booleans and integers are NumPy arrays of their own type. Floats of all widths are
arrays of f64 whose numbers the element type can hold; `rounded` brings the result
of a computation back to the element type.
"""

import math

import numpy as np

SIGNED = {f"i{w}": np.dtype(f"int{w}") for w in (8, 16, 32, 64)}
UNSIGNED = {f"ui{w}": np.dtype(f"uint{w}") for w in (8, 16, 32, 64)}
INTEGERS = {**SIGNED, **UNSIGNED}
# Bits of the significand with the leading one, least and largest exponent.
FLOATS = {"f16": (11, -14, 15), "bf16": (8, -126, 127), "f32": (24, -126, 127), "f64": (53, -1022, 1023)}
ELEMENTS = ["i1", *INTEGERS, *FLOATS]
# Their names in a safetensors file.
FILE_TYPES = {"i1": "BOOL", **{k: k.upper() for k in SIGNED}, **{k: k[1:].upper() for k in UNSIGNED},
              **{k: k.upper() for k in FLOATS}}


def width(element):
    """Bits of an element."""
    return 16 if element == "bf16" else int(element.lstrip("uibf"))


def storage(element):
    """The NumPy type that holds elements of this type."""
    return np.dtype(bool) if element == "i1" else INTEGERS.get(element, np.dtype("float64"))


def limits(element):
    """Least and largest (finite) value."""
    if element in FLOATS:
        precision, _, high = FLOATS[element]
        largest = math.ldexp(2.0 - math.ldexp(1.0, 1 - precision), high)
        return -largest, largest
    if element == "i1":
        return 0, 1
    info = np.iinfo(INTEGERS[element])
    return int(info.min), int(info.max)


def exponents(array):
    """floor(log2(|x|)), for numbers other than 0."""
    return np.frexp(array)[1] - 1


def nearest(array, precision, low, high):
    """The nearest numbers with `precision` bits of significand and exponents from
    `low` to `high`; ties go to even ones, what is too large to infinity."""
    x = np.asarray(array, np.float64)
    finite = np.isfinite(x) & (x != 0)
    safe = np.where(finite, x, 1.0)
    unit = np.maximum(exponents(safe), low) - (precision - 1)
    result = np.ldexp(np.rint(np.ldexp(safe, -unit)), unit) if precision < 53 else safe
    result = np.where(np.abs(result) > limits_of(precision, high), np.copysign(np.inf, safe), result)
    return np.where(finite, result, x)


def limits_of(precision, high):
    return math.ldexp(2.0 - math.ldexp(1.0, 1 - precision), high)


def rounded(element, array):
    """`array` (f64) rounded to the element type."""
    return nearest(array, *FLOATS[element])


def ulp(element, array):
    """The distance of numbers of this type around each number of `array`."""
    precision, low, high = FLOATS[element]
    x = np.abs(np.asarray(array, np.float64))
    x = np.where(np.isfinite(x) & (x != 0), x, 0.0)
    exponent = np.clip(np.where(x > 0, exponents(x), low), low, high)
    return np.ldexp(1.0, exponent - (precision - 1))


class Tensor:
    """Elements of one type. `slack` is None where an actual result must be equal,
    else how far it may be off, an array of the same shape."""

    def __init__(self, element, array, slack=None):
        self.element = element
        # A signalling NaN is no error.
        with np.errstate(invalid="ignore"):
            self.array = np.asarray(array, storage(element))
        self.slack = slack

    @property
    def shape(self):
        return self.array.shape

    @property
    def type(self):
        return type_text(self.element, self.shape)

    def with_array(self, array):
        """Other elements of the same type."""
        return Tensor(self.element, array)


def result(element, array, ulps=0):
    """A tensor of results: f64 numbers are rounded and may be off by `ulps`."""
    if element not in FLOATS:
        return Tensor(element, array)
    numbers = rounded(element, array)
    return Tensor(element, numbers, ulps * ulp(element, numbers) if ulps else None)


def type_text(element, shape):
    """tensor<2x3xf32>"""
    return "tensor<" + "".join(f"{size}x" for size in shape) + element + ">"


def to_bits(tensor):
    """The elements as an array of numbers without sign of their width (booleans: 8)."""
    array, element = np.array(tensor.array, order="C"), tensor.element
    if element == "i1":
        return array.astype(np.uint8)
    if element == "bf16":
        return (array.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
    if element in FLOATS:
        array = array.astype(f"float{width(element)}")
    return array.view(f"uint{width(element)}")


def from_bits(element, bits):
    """The inverse of `to_bits`."""
    if element == "i1":
        return Tensor(element, bits != 0)
    if element == "bf16":
        return Tensor(element, (bits.astype(np.uint32) << np.uint32(16)).view(np.float32))
    kind = f"float{width(element)}" if element in FLOATS else storage(element)
    return Tensor(element, np.array(bits, order="C").view(kind))


def from_bytes(element, shape, data):
    """The tensor that a file's bytes are."""
    bits = np.frombuffer(data, f"uint{max(8, width(element))}").reshape(shape)
    return from_bits(element, bits)
