# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ops that move elements and change none."""

import itertools

import numpy as np

from values import Tensor, from_bits, storage, to_bits, width


def indices(shape):
    """All positions of a tensor, the last dimension fastest."""
    return itertools.product(*(range(size) for size in shape))


def empty(element, shape):
    return np.zeros(shape, storage(element))


def broadcast_in_dim(x, dimensions, shape):
    """result[i] = x[i at `dimensions`, 0 where x has size 1]"""
    array = empty(x.element, shape)
    for i in indices(shape):
        array[i] = x.array[tuple(0 if x.shape[d] == 1 else i[at] for d, at in enumerate(dimensions))]
    return x.with_array(array)


def transpose(x, permutation):
    array = empty(x.element, [x.shape[p] for p in permutation])
    for i in indices(array.shape):
        source = [0] * len(permutation)
        for at, p in enumerate(permutation):
            source[p] = i[at]
        array[i] = x.array[tuple(source)]
    return x.with_array(array)


def reshape(x, shape):
    return x.with_array(x.array.reshape(shape))


def reverse(x, dimensions):
    array = empty(x.element, x.shape)
    for i in indices(x.shape):
        array[i] = x.array[tuple(n - 1 - p if d in dimensions else p for d, (p, n) in enumerate(zip(i, x.shape)))]
    return x.with_array(array)


def slice_(x, starts, limits, strides):
    sizes = [-(-(limit - start) // stride) for start, limit, stride in zip(starts, limits, strides)]
    array = empty(x.element, sizes)
    for i in indices(sizes):
        array[i] = x.array[tuple(s + p * stride for s, p, stride in zip(starts, i, strides))]
    return x.with_array(array)


def clamped_starts(starts, shape, sizes):
    """Starts of a dynamic slice, moved so that it lies inside."""
    return [max(0, min(int(s.array), n - size)) for s, n, size in zip(starts, shape, sizes)]


def dynamic_slice(x, starts, sizes):
    starts = clamped_starts(starts, x.shape, sizes)
    return slice_(x, starts, [s + n for s, n in zip(starts, sizes)], [1] * len(sizes))


def dynamic_update_slice(x, update, starts):
    starts = clamped_starts(starts, x.shape, update.shape)
    array = x.array.copy()
    for i in indices(update.shape):
        array[tuple(s + p for s, p in zip(starts, i))] = update.array[i]
    return x.with_array(array)


def concatenate(tensors, dimension):
    shape = list(tensors[0].shape)
    shape[dimension] = sum(t.shape[dimension] for t in tensors)
    array, offset = empty(tensors[0].element, shape), 0
    for t in tensors:
        for i in indices(t.shape):
            array[tuple(p + offset * (d == dimension) for d, p in enumerate(i))] = t.array[i]
        offset += t.shape[dimension]
    return tensors[0].with_array(array)


def pad_shape(shape, low, high, interior):
    return [lo + n + max(n - 1, 0) * gap + hi for n, lo, hi, gap in zip(shape, low, high, interior)]


def pad(x, value, low, high, interior):
    """Elements that negative padding moves outside are dropped."""
    shape = pad_shape(x.shape, low, high, interior)
    array = empty(x.element, shape)
    array[...] = value.array
    for i in indices(x.shape):
        target = [lo + p * (gap + 1) for p, lo, gap in zip(i, low, interior)]
        if all(0 <= t < n for t, n in zip(target, shape)):
            array[tuple(target)] = x.array[i]
    return x.with_array(array)


def iota(element, shape, dimension, convert):
    """`convert` makes the number of each place an element."""
    numbers = np.zeros(shape, np.int64)
    for i in indices(shape):
        numbers[i] = i[dimension]
    return convert(Tensor("i64", numbers), element)


def select(predicate, on_true, on_false):
    array = empty(on_true.element, on_true.shape)
    for i in indices(on_true.shape):
        chosen = predicate.array[i] if predicate.shape else predicate.array[()]
        array[i] = (on_true if chosen else on_false).array[i]
    return on_true.with_array(array)


def clamp(low, x, high):
    """min(max(x, low), high); a NaN among them is the result."""
    low, high = (np.broadcast_to(t.array, x.shape) for t in (low, high))
    return x.with_array(np.minimum(np.maximum(x.array, low), high))


def bitcast_convert(x, element):
    """The same bytes; the last dimension is made or used up where widths differ."""
    bits, old, new = to_bits(x), width(x.element), width(element)
    if new == old:
        return from_bits(element, bits)
    if new < old:
        parts = [(bits >> bits.dtype.type(new * k)).astype(f"uint{new}") for k in range(old // new)]
        return from_bits(element, np.stack(parts, axis=-1))
    whole = np.zeros(bits.shape[:-1], f"uint{new}")
    for k in range(new // old):
        whole |= bits[..., k].astype(whole.dtype) << whole.dtype.type(old * k)
    return from_bits(element, whole)
