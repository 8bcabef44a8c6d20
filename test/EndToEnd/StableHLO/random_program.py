# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random programs of ops of all families."""

import random

import random_algebra as algebra
import random_contraction as contraction
import random_control as control
import random_dynamic as dynamic
import random_elementwise as elementwise
import random_indexing as indexing
import random_movement as movement
import random_reduction as reduction
from generator import Generator

# What adds an op to a program, and how often among the others.
FAMILIES = {
    elementwise.float_unary: 4, elementwise.chlo_unary: 3, elementwise.predicate: 1, elementwise.next_after: 1,
    elementwise.integer_unary: 2, elementwise.float_binary: 4, elementwise.integer_binary: 4, elementwise.boolean_binary: 1,
    elementwise.compare: 2, elementwise.select: 2, elementwise.clamp: 1, elementwise.convert: 5, elementwise.bitcast_convert: 2,
    elementwise.reduce_precision: 1, elementwise.chlo_broadcast: 1, elementwise.zeta: 0.3,
    movement.constant: 1, movement.iota: 1, movement.broadcast_in_dim: 2, movement.reshape: 1, movement.transpose: 2,
    movement.reverse: 1, movement.slice_: 2, movement.dynamic_slice: 2, movement.dynamic_update_slice: 2,
    movement.concatenate: 2, movement.pad: 3,
    contraction.dot_general: 5, contraction.convolution: 6,
    reduction.reduce: 4, reduction.arg_reduce: 1, reduction.reduce_window: 4, reduction.select_and_scatter: 2,
    indexing.gather: 5, indexing.scatter: 5, indexing.sort: 2, indexing.top_k: 1,
    control.while_: 2, control.case: 1, control.if_: 1, control.map_: 1, control.call: 1, control.composite: 1,
    control.optimization_barrier: 1, control.rng_bit_generator: 1,
    algebra.batch_norm: 0.5, algebra.cholesky: 0.2, algebra.triangular_solve: 0.2,
    dynamic.get_dimension_size: 0.2, dynamic.dynamic_reshape: 0.2, dynamic.dynamic_broadcast_in_dim: 0.2, dynamic.dynamic_iota: 0.2,
    dynamic.dynamic_pad: 0.2, dynamic.real_dynamic_slice: 0.2,
}


def build(seed, only=None, denormals=True):
    """The program of a seed, as a `Generator`. With `only`, its ops are of the families
    that add ops with this label or have this name."""
    rng = random.Random(seed)
    g = Generator(rng, denormals)
    families = [f for f in FAMILIES if only in (None, name_of(f))] or list(FAMILIES)
    weights = [FAMILIES[f] for f in families]
    wanted = rng.randint(5, 20)
    for _ in range(400):
        before = len(g.block.steps)
        (family,) = rng.choices(families, weights)
        family(g)
        if only and only != name_of(family):
            drop_others(g, before, only)
        if len(g.block.steps) >= wanted:
            break
    g.block.outputs = [r for s in g.block.steps for r in s.results]
    return g


def name_of(family):
    return family.__name__.rstrip("_")


def drop_others(g, before, label):
    """Takes back the steps from `before` on unless one has the label."""
    if not any(s.label == label for s in g.block.steps[before:]):
        del g.block.steps[before:]
