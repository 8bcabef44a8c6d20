# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random ops that move elements. Each function adds one to the program of a generator."""

import math

import data
import emit
import integers
import movement
from literals import array_text

INDEX_TYPES = ("i32", "i32", "i64", "i64", "ui32", "i8", "ui8", "i16", "ui64")


def longs(numbers):
    return array_text("i64", numbers)


def moved(g, name, operands, shape, attributes, evaluate):
    """Adds an op whose result has the element type of its first operand."""
    return g.op(name, operands, [(operands[0].element, shape)], attributes, evaluate, moves=True)[0]


def constant(g):
    tensor = g.tensor(g.rng.choice(g.elements()), g.shape())
    if g.chance(0.3) and tensor.array.size:
        tensor.array[...] = tensor.array.flat[0]
    emit.constant(g.block, tensor, in_hex=g.chance(0.4))


def iota(g):
    element = g.rng.choice(g.elements("if"))
    shape = g.shape(ranks=(1, 2, 3))
    d = g.rng.randrange(len(shape))
    g.op("iota", [], [(element, shape)], f"iota_dimension = {d} : i64",
         lambda: [movement.iota(element, shape, d, integers.convert)])


def broadcast_in_dim(g):
    x = g.any(ranks=(0, 1, 1, 2, 2, 3))
    rank = g.rng.randint(len(x.shape), max(len(x.shape), 4))
    dimensions = g.rng.sample(range(rank), len(x.shape))
    dimensions = sorted(dimensions) if g.chance(0.7) else dimensions
    shape = g.shape(ranks=(rank,))
    for at, n in zip(dimensions, x.shape):
        shape[at] = n if n != 1 else shape[at]
    if math.prod(shape) <= 400:
        moved(g, "broadcast_in_dim", [x], shape, f"broadcast_dimensions = {longs(dimensions)}",
              lambda a: [movement.broadcast_in_dim(a, dimensions, shape)])


def reshape(g):
    x = g.any()
    rest, shape = math.prod(x.shape), []
    for _ in range(g.rng.randint(0, 3) if rest else 0):
        shape.append(g.rng.choice([d for d in range(1, rest + 1) if rest % d == 0]))
        rest //= shape[-1]
    shape = g.shuffled([*shape, rest] if rest != 1 else shape)
    moved(g, "reshape", [x], shape, "", lambda a: [movement.reshape(a, shape)])


def transpose(g):
    x = g.any()
    permutation = g.shuffled(range(len(x.shape)))
    moved(g, "transpose", [x], [x.shape[p] for p in permutation], f"permutation = {longs(permutation)}",
          lambda a: [movement.transpose(a, permutation)])


def reverse(g):
    x = g.any()
    dimensions = g.shuffled(g.subset(range(len(x.shape))))
    moved(g, "reverse", [x], x.shape, f"dimensions = {longs(dimensions)}", lambda a: [movement.reverse(a, dimensions)])


def slice_(g):
    x = g.any()
    starts = [g.rng.randint(0, n) for n in x.shape]
    limits = [g.rng.randint(s, n) if g.chance(0.7) else n for s, n in zip(starts, x.shape)]
    strides = [g.rng.choice((1, 1, 2, 3, 10)) for _ in x.shape]
    shape = [-(-(l - s) // t) for s, l, t in zip(starts, limits, strides)]
    text = f"limit_indices = {longs(limits)}, start_indices = {longs(starts)}, strides = {longs(strides)}"
    moved(g, "slice", [x], shape, text, lambda a: [movement.slice_(a, starts, limits, strides)])


def start_operands(g, x):
    """0-d start indices, some of them outside."""
    element = g.rng.choice(INDEX_TYPES)
    return [g.fresh(data.integers_between(g.rng, element, [], -3, n + 2)) for n in x.shape]


def dynamic_slice(g):
    x = g.any()
    starts = start_operands(g, x)
    sizes = [g.rng.randint(min(n, 1), n) for n in x.shape]
    moved(g, "dynamic_slice", [x, *starts], sizes, f"slice_sizes = {longs(sizes)}",
          lambda a, *s: [movement.dynamic_slice(a, s, sizes)])


def dynamic_update_slice(g):
    x = g.any()
    starts = start_operands(g, x)
    update = g.operand(x.element, [g.rng.randint(min(n, 1), n) for n in x.shape])
    moved(g, "dynamic_update_slice", [x, update, *starts], x.shape, "",
          lambda a, u, *s: [movement.dynamic_update_slice(a, u, s)])


def concatenate(g):
    x = g.any(test=lambda v: len(v.shape) > 0)
    d, operands = g.rng.randrange(len(x.shape)), [x]
    for _ in range(g.rng.randint(0, 3)):
        shape = list(x.shape)
        shape[d] = g.rng.choice((0, 1, 2, 3, x.shape[d]))
        operands.append(g.operand(x.element, shape))
    shape = list(x.shape)
    shape[d] = sum(o.shape[d] for o in operands)
    moved(g, "concatenate", operands, shape, f"dimension = {d} : i64", lambda *t: [movement.concatenate(t, d)])


def pad(g):
    x = g.any()
    low = [g.rng.randint(-2, 2) if g.chance(0.7) else 0 for _ in x.shape]
    interior = [g.rng.choice((0, 0, 1, 2)) for _ in x.shape]
    inner = movement.pad_shape(x.shape, low, [0] * len(low), interior)
    high = [g.rng.randint(max(-n, -3), 3) if n > -3 else -n for n in inner]
    shape = movement.pad_shape(x.shape, low, high, interior)
    if any(n < 0 for n in shape) or math.prod(shape) > 400:
        return
    text = f"edge_padding_high = {longs(high)}, edge_padding_low = {longs(low)}, interior_padding = {longs(interior)}"
    moved(g, "pad", [x, g.operand(x.element, [])], shape, text, lambda a, v: [movement.pad(a, v, low, high, interior)])
