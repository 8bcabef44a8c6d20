# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ops that take sizes as operands, here constants: their results have static shapes."""

import numpy as np

import emit
import integers
import movement
from random_movement import longs, moved
from values import Tensor


def sizes(g, numbers, kinds=("i32", "i64")):
    """A constant of one dimension."""
    return emit.constant(g.block, Tensor(g.rng.choice(kinds), np.array(numbers, np.int64)))


def get_dimension_size(g):
    x = g.any(test=lambda v: len(v.shape) > 0)
    d = g.rng.randrange(len(x.shape))
    g.op("get_dimension_size", [x], [("i32", [])], f"dimension = {d} : i64", lambda a: [Tensor("i32", np.array(a.shape[d]))])


def dynamic_reshape(g):
    x = g.any(test=lambda v: len(v.shape) > 0)
    shape = g.shuffled(x.shape)
    moved(g, "dynamic_reshape", [x, sizes(g, shape)], shape, "", lambda a, s: [movement.reshape(a, shape)])


def dynamic_broadcast_in_dim(g):
    x = g.any(ranks=(0, 1, 2))
    rank = g.rng.randint(max(1, len(x.shape)), max(len(x.shape), 3))
    dimensions, shape = sorted(g.rng.sample(range(rank), len(x.shape))), g.shape(ranks=(rank,))
    for at, n in zip(dimensions, x.shape):
        shape[at] = n if n != 1 else shape[at]
    if np.prod(shape) <= 300:
        moved(g, "dynamic_broadcast_in_dim", [x, sizes(g, shape)], shape, f"broadcast_dimensions = {longs(dimensions)}",
              lambda a, s: [movement.broadcast_in_dim(a, dimensions, shape)])


def dynamic_iota(g):
    element, shape = g.rng.choice(g.elements("if")), g.shape(ranks=(1, 2, 3))
    d = g.rng.randrange(len(shape))
    g.op("dynamic_iota", [sizes(g, shape)], [(element, shape)], f"iota_dimension = {d} : i64",
         lambda s: [movement.iota(element, shape, d, integers.convert)])


def dynamic_pad(g):
    x = g.any(test=lambda v: len(v.shape) > 0)
    low, high, gap = ([g.rng.randint(0, 2) for _ in x.shape] for _ in range(3))
    shape = movement.pad_shape(x.shape, low, high, gap)
    if np.prod(shape) <= 300:
        amounts = [sizes(g, numbers, ("i64",)) for numbers in (low, high, gap)]
        moved(g, "dynamic_pad", [x, g.operand(x.element, []), *amounts], shape, "",
              lambda a, v, *n: [movement.pad(a, v, low, high, gap)])


def real_dynamic_slice(g):
    x = g.any(test=lambda v: len(v.shape) > 0)
    starts = [g.rng.randint(0, n) for n in x.shape]
    limits = [g.rng.randint(s, n) for s, n in zip(starts, x.shape)]
    strides = [g.rng.choice((1, 1, 2)) for _ in x.shape]
    shape = [-(-(l - s) // t) for s, l, t in zip(starts, limits, strides)]
    amounts = [sizes(g, numbers, ("i64",)) for numbers in (starts, limits, strides)]
    moved(g, "real_dynamic_slice", [x, *amounts], shape, "", lambda a, *n: [movement.slice_(a, starts, limits, strides)])
