# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random element types, shapes and elements."""

import math

import numpy as np

from integers import filled
from values import FLOATS, Tensor, limits, rounded

MOST_ELEMENTS = 120


def shape(rng, ranks=(0, 1, 1, 2, 2, 2, 3, 3, 4), most=MOST_ELEMENTS):
    """Sizes from 0 on; a tensor without elements is rare."""
    while True:
        sizes = [rng.choice((1, 1, 2, 2, 3, 3, 4, 5, 7, 9)) for _ in range(rng.choice(ranks))]
        if sizes and rng.random() < 0.06:
            sizes[rng.randrange(len(sizes))] = 0
        if math.prod(sizes) <= most:
            return sizes


def special_floats(element, denormals):
    low, high = limits(element)
    precision, least, _ = FLOATS[element]
    numbers = [0.0, -0.0, math.inf, -math.inf, math.nan, -math.nan, low, high, math.ldexp(1.0, least),
               -math.ldexp(1.0, least), 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1 - math.ldexp(1.0, -precision),
               math.ldexp(1.0, 31), math.ldexp(1.0, 63), -math.ldexp(1.0, 31), 127.5, 128.0, 255.5, 256.0, -129.0]
    if denormals:
        numbers += [math.ldexp(1.0, least - precision + 1), -math.ldexp(3.0, least - 4)]
    return numbers


def float_element(rng, element, style, denormals):
    if style == "special" and rng.random() < 0.5:
        return rng.choice(special_floats(element, denormals))
    if style == "wide":
        return rng.gauss(0, 1) * 10.0 ** rng.randint(-4, 4)
    return rng.choice((rng.gauss(0, 1), rng.gauss(0, 1), rng.uniform(-1, 1), float(rng.randint(-4, 4)), rng.randint(-9, 9) / 2))


def integer_element(rng, element, style):
    low, high = limits(element)
    if style == "special" and rng.random() < 0.5:
        return rng.choice((low, low + 1, high, high - 1, 0, 1, max(low, -1), high // 2, high // 2 + 1))
    if style == "wide":
        return rng.randint(low, high)
    return rng.randint(max(low, -4), min(high, 9))


def tensor(rng, element, sizes, style=None, denormals=True):
    """Elements of one style: plain, wide or special; of a float type plain ones are
    finite, around 1."""
    style = style or rng.choice(("plain", "plain", "plain", "wide", "special"))
    count = math.prod(sizes)
    if element == "i1":
        return Tensor(element, np.array([rng.random() < 0.5 for _ in range(count)], bool).reshape(sizes))
    if element in FLOATS:
        numbers = np.array([float_element(rng, element, style, denormals) for _ in range(count)], np.float64)
        return Tensor(element, rounded(element, numbers.reshape(sizes)))
    return filled(element, [integer_element(rng, element, style) for _ in range(count)], sizes)


def integers_between(rng, element, sizes, low, high):
    """Indices: mostly between, some at the limits of the type."""
    least, largest = limits(element)
    draw = lambda: rng.choice((least, largest)) if rng.random() < 0.04 else rng.randint(max(low, least), min(high, largest))
    return filled(element, [draw() for _ in range(math.prod(sizes))], sizes)
