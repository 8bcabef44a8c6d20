# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random gather, scatter, sort and top_k ops."""

import math

import data
import emit
import indexing
import movement
import ordering
from literals import array_text
from program import Block
from random_contraction import list_text
from random_movement import INDEX_TYPES
from random_reduction import COMBINERS, combiner, kind_of
from values import FLOATS, limits


class Plan:
    """Dimension numbers for an operand's shape, shapes of indices and of slices."""

    def __init__(self, g, shape):
        rank = len(shape)
        dims = g.shuffled(range(rank))
        batching = sorted(dims[: g.rng.choice((0, 0, 0, 1, 1, 2)) if rank > 1 else 0])
        rest = [d for d in range(rank) if d not in batching]
        collapsed = g.subset([d for d in rest if shape[d] > 0])
        index_map = g.rng.sample(rest, g.rng.randint(0 if g.chance(0.1) else min(1, len(rest)), len(rest)))
        batch = [g.rng.choice((1, 2, 3, 4)) for _ in range(g.rng.choice((0, 1, 1, 2)))]
        places = g.rng.sample(range(len(batch) + len(batching)), len(batching))
        for at, d in sorted(zip(places, batching)):
            batch.insert(at, shape[d])
        vector = g.rng.randint(0, len(batch))
        implicit = len(index_map) == 1 and g.chance(0.3)
        vector = len(batch) if implicit else vector
        self.indices_shape = batch if implicit else [*batch[:vector], len(index_map), *batch[vector:]]
        indices_batching = [at + (not implicit and at >= vector) for at in places]
        self.sizes = [min(n, 1) if d in batching + collapsed else g.rng.randint(min(n, 1), n) if d in index_map or g.chance(0.3) else n
                      for d, n in enumerate(shape)]
        offsets = rank - len(batching) - len(collapsed)
        offset = sorted(g.rng.sample(range(offsets + len(batch)), offsets))
        self.numbers = indexing.Numbers(offset, collapsed, batching, indices_batching, index_map, vector)
        self.shape, self.most = shape, max([shape[d] for d in index_map], default=1)

    def text(self, names):
        n = self.numbers
        lists = [n.offset, n.collapsed, n.operand_batching, n.indices_batching, n.index_map]
        texts = [t for name, numbers in zip(names, lists) for t in list_text(name, numbers)]
        return ", ".join([*texts, *([f"index_vector_dim = {n.vector_dim}"] if n.vector_dim else [])])


def index_operand(g, plan):
    element = g.rng.choice(INDEX_TYPES)
    return g.fresh(data.integers_between(g.rng, element, plan.indices_shape, -2, plan.most + 1))


def whole_windows(g, plan):
    """Indices of windows that lie inside or outside. Of one across the border the
    specification drops the elements outside, XLA all."""
    element = g.rng.choice(INDEX_TYPES)
    tensor = data.integers_between(g.rng, element, plan.indices_shape, 0, 0)
    vector = plan.numbers.vector_dim
    for at in movement.indices(tensor.shape):
        d = plan.numbers.index_map[at[vector] if vector < len(tensor.shape) else 0]
        size, n = plan.sizes[d], plan.shape[d]
        numbers = [*range(n - size + 1)] * 3 + [n, n + 1, limits(element)[1]]
        numbers += [] if limits(element)[0] == 0 else [-size, -size - 1, limits(element)[0]]
        tensor.array[at] = g.rng.choice([p for p in numbers if size or 0 <= p <= n])
    return g.fresh(tensor)


def gather(g):
    x = g.any(test=lambda v: len(v.shape) > 0 or g.chance(0.05), ranks=(1, 2, 2, 3, 3, 4))
    plan = Plan(g, x.shape)
    shape = plan.numbers.result_shape(plan.indices_shape, plan.sizes)
    if math.prod(shape) > 300:
        return
    names = ("offset_dims", "collapsed_slice_dims", "operand_batching_dims", "start_indices_batching_dims", "start_index_map")
    text = (f"dimension_numbers = #stablehlo.gather<{plan.text(names)}>, indices_are_sorted = false, "
            f"slice_sizes = {array_text('i64', plan.sizes)}")
    g.op("gather", [x, index_operand(g, plan)], [(x.element, shape)], text,
         lambda a, s: [indexing.gather(a, s, plan.numbers, plan.sizes)], moves=True)


def overwriting(g, elements):
    """A region that takes the updates."""
    block = Block(g.block.names)
    arguments = [block.argument(e, []) for e in elements * 2]
    block.outputs = arguments[len(elements) :]
    return block


def scatter(g):
    x = g.any(test=lambda v: len(v.shape) > 0 or g.chance(0.05), ranks=(1, 2, 2, 3, 3, 4))
    plan = Plan(g, x.shape)
    shape = plan.numbers.result_shape(plan.indices_shape, plan.sizes)
    if math.prod(shape) > 300:
        return
    elements = [x.element, *(g.element() for _ in range(g.rng.choice((0, 0, 0, 1))))]
    inputs = [x, *(g.operand(e, x.shape) for e in elements[1:])]
    if g.chance(0.3):
        # The order of updates is not specified: all are the same element.
        block, kind = overwriting(g, elements), None
        updates = [same_elements(g, e, shape) for e in elements]
    else:
        float_name = g.rng.choice(COMBINERS["f"])
        names = [float_name if e in FLOATS else g.rng.choice(COMBINERS[kind_of(e)]) for e in elements]
        block, kind = combiner(g, elements, names)
        updates = [g.operand(e, shape) for e in elements]
    names = ("update_window_dims", "inserted_window_dims", "input_batching_dims", "scatter_indices_batching_dims",
             "scatter_dims_to_operand_dims")
    text = (f"indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<{plan.text(names)}>, "
            "unique_indices = false")
    count, region = len(inputs), block.region(kind)
    g.op("scatter", [*inputs, whole_windows(g, plan), *updates], [(e, x.shape) for e in elements], text,
         lambda *t: indexing.scatter(t[:count], t[count], t[count + 1 :], plan.numbers, region), regions=[block.region_text()])


def same_elements(g, element, shape):
    tensor = g.tensor(element, shape)
    if tensor.array.size:
        tensor.array[...] = tensor.array.flat[0]
    return g.fresh(tensor)


def comparator(g, elements, keys, direction):
    """Compares the first `keys` operands lexicographically; floats in total order."""
    block = Block(g.block.names)
    arguments = [block.argument(e, []) for e in elements for _ in range(2)]
    result = None
    for k in reversed(range(keys)):
        a, b = arguments[2 * k : 2 * k + 2]
        kind = "TOTALORDER" if a.element in FLOATS else None
        own = emit.compare(block, a, b, direction, kind)
        if result is not None:
            tie = emit.binary(block, "and", emit.compare(block, a, b, "EQ", kind), result)
            own = emit.binary(block, "or", own, tie)
        result = own
    block.outputs = [result]
    return block


def sort(g):
    x = g.any(test=lambda v: len(v.shape) > 0)
    elements = [x.element, *(g.element() for _ in range(g.rng.choice((0, 0, 1, 2))))]
    inputs = [x, *(g.operand(e, x.shape) for e in elements[1:])]
    keys = g.rng.randint(1, len(elements))
    is_stable = keys < len(elements) or g.chance(0.7)
    block = comparator(g, elements, keys, g.rng.choice(("LT", "GT")))
    d, less = g.rng.randrange(len(x.shape)), block.region()
    text = f"dimension = {d} : i64, is_stable = {str(is_stable).lower()}"
    g.op("sort", inputs, [(e, x.shape) for e in elements], text, lambda *t: ordering.sort(t, d, less),
         regions=[block.region_text()], moves=True)


def top_k(g):
    x = g.any("if", lambda v: len(v.shape) > 0)
    k = g.rng.randint(min(1, x.shape[-1]), x.shape[-1])
    shape = [*x.shape[:-1], k]
    emit.op(g.block, "chlo.top_k", [x], [(x.element, shape), ("i32", shape)], f"k = {k} : i64",
            lambda a: ordering.top_k(a, k), moves=True)
