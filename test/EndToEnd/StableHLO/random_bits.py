# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""rng_bit_generator: Threefry-2x32-20 and Philox-4x32-10 of Salmon et al., "Parallel
random numbers: as easy as 1, 2, 3", with counters laid out as XLA does.

The state is a key, then a counter of one (Threefry) or two (Philox) 64-bit numbers. The
higher one may be left out; it is the key then.
"""

import math

import numpy as np

from movement import empty, indices
from values import Tensor, from_bits, width

LOW = (1 << 32) - 1
ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))


def halves(number):
    return number & LOW, (number >> 32) & LOW


def threefry(key, counter):
    """Two 32-bit numbers for a counter of two."""
    keys = (*key, key[0] ^ key[1] ^ 0x1BD11BDA)
    x, y = (counter[0] + keys[0]) & LOW, (counter[1] + keys[1]) & LOW
    for block in range(5):
        for distance in ROTATIONS[block % 2]:
            x = (x + y) & LOW
            y = ((y << distance) | (y >> (32 - distance))) & LOW
            y ^= x
        x = (x + keys[(block + 1) % 3]) & LOW
        y = (y + keys[(block + 2) % 3] + block + 1) & LOW
    return x, y


def philox(key, counter):
    """Four 32-bit numbers for a counter of four."""
    a, b, c, d = counter
    k, l = key
    for _ in range(10):
        left, right = a * 0xD2511F53, c * 0xCD9E8D57
        a, b, c, d = (right >> 32) ^ b ^ k, right & LOW, (left >> 32) ^ d ^ l, left & LOW
        k, l = (k + 0x9E3779B9) & LOW, (l + 0xBB67AE85) & LOW
    return a, b, c, d


def halved_dimension(shape):
    """The dimension that both numbers of a counter lie along: the first of even size,
    else the first of the largest."""
    even = [d for d, n in enumerate(shape) if n % 2 == 0]
    return even[0] if even else max(range(len(shape)), key=lambda d: (shape[d], -d))


def flat_index(place, shape):
    number = 0
    for p, n in zip(place, shape):
        number = number * n + p
    return number


def threefry_bits(state, shape, bits):
    """(the counter after, numbers of `bits` bits by position)"""
    key, start = halves(state[0]), state[1]
    at = lambda n: threefry(key, halves((start + n) & ((1 << 64) - 1)))
    if bits == 64:
        numbers = {}
        for i in indices(shape):
            low, high = at(flat_index(i, shape))
            numbers[i] = low | high << 32
        return [start + math.prod(shape)], numbers
    if not shape:
        return [start + 1], {(): at(0)[0]}
    d = halved_dimension(shape)
    half = [-(-n // 2) if k == d else n for k, n in enumerate(shape)]
    numbers = {i: at(flat_index((*i[:d], i[d] // 2, *i[d + 1 :]), half))[i[d] % 2] for i in indices(shape)}
    return [start + math.prod(half)], numbers


def philox_bits(state, shape, bits):
    key, start = halves(state[0]), state[1] | (state[2] if len(state) == 3 else state[0]) << 64
    per_counter = 2 if bits == 64 else 4
    numbers = {}
    for i in indices(shape):
        counter, part = divmod(flat_index(i, shape), per_counter)
        counter += start
        four = philox(key, [(counter >> shift) & LOW for shift in (0, 32, 64, 96)])
        numbers[i] = four[2 * part] | four[2 * part + 1] << 32 if bits == 64 else four[part]
    after = start + -(-math.prod(shape) * (2 if bits == 64 else 1) // 4)
    return [after, after >> 64][: len(state) - 1], numbers


def rng_bit_generator(state, algorithm, element, shape):
    bits = width(element)
    numbers = [int(s) for s in state.array]
    make = threefry_bits if algorithm == "THREE_FRY" else philox_bits
    counter, by_place = make(numbers, tuple(shape), bits)
    array = np.zeros(shape, f"uint{bits}")
    for i, number in by_place.items():
        array[i] = number & ((1 << bits) - 1)
    after = np.array([n & ((1 << 64) - 1) for n in [numbers[0], *counter]], np.uint64)
    return [Tensor("ui64", after), from_bits(element, array)]
