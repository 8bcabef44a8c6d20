# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random reduce, reduce_window, select_and_scatter and map ops, and their regions."""

import math

import numpy as np

import emit
import reduction
from literals import array_text, pairs_text
from program import Block
from values import FLOATS, Tensor, limits

COMBINERS = {"b": ("and", "or", "xor"), "i": ("add", "multiply", "maximum", "minimum", "and", "or", "xor"),
             "f": ("add", "add", "multiply", "maximum", "minimum")}
KINDS = {"add": "sum", "multiply": "product"}


def kind_of(element):
    return "b" if element == "i1" else "f" if element in FLOATS else "i"


def identity(element, name):
    """What the op leaves other operands as they are with."""
    low, high = (-math.inf, math.inf) if element in FLOATS else limits(element)
    ones = 1 if element == "i1" or element.startswith("ui") else -1
    number = {"add": 0, "or": 0, "xor": 0, "multiply": 1, "maximum": low, "minimum": high,
              "and": high if ones == 1 else -1}[name]
    return Tensor(element, np.array(number))


def start_of(g, element, name):
    """The identity, since how often a start value is combined is not specified."""
    if g.chance(0.8):
        return emit.constant(g.block, identity(element, name))
    return g.fresh(identity(element, name))


def combiner(g, elements, names):
    """A region that combines operands pairwise, each by an op of its own."""
    block = Block(g.block.names)
    left, right = ([block.argument(e, []) for e in elements] for _ in range(2))
    for a, b, name in zip(left, right, names):
        if name in ("maximum", "minimum") and kind_of(a.element) == "i" and g.chance(0.3):
            test = emit.compare(block, a, b, "GE" if name == "maximum" else "LE")
            block.outputs.append(emit.select(block, test, a, b))
        else:
            swap = name not in KINDS and g.chance(0.2)
            block.outputs.append(emit.binary(block, name, *((b, a) if swap else (a, b))))
    kinds = {KINDS.get(n) for n, e in zip(names, elements) if e in FLOATS}
    return block, kinds.pop() if len(kinds) == 1 else None


def arg_region(g, element, index, direction):
    """The region of argmax (GT) and argmin (LT) as JAX prints it: NaN wins, then the
    first of equal ones."""
    block = Block(g.block.names)
    a, i, b, j = (block.argument(e, []) for e in (element, index) * 2)
    better = emit.compare(block, a, b, direction)
    if element in FLOATS:
        better = emit.binary(block, "or", better, emit.compare(block, a, a, "NE"))
    first = emit.binary(block, "and", emit.compare(block, a, b, "EQ"), emit.compare(block, i, j, "LT"))
    block.outputs = [emit.select(block, better, a, b), emit.select(block, emit.binary(block, "or", better, first), i, j)]
    return block


def operands_of(g, x, count):
    """x and others of its shape; all floats among them are combined by one op."""
    elements = [x.element, *(g.element() for _ in range(count - 1))]
    float_name = g.rng.choice(COMBINERS["f"])
    names = [float_name if e in FLOATS else g.rng.choice(COMBINERS[kind_of(e)]) for e in elements]
    inputs = [x, *(g.operand(e, x.shape) for e in elements[1:])]
    return inputs, names, [start_of(g, e, n) for e, n in zip(elements, names)]


def reduce(g):
    x = g.any(ranks=(0, 1, 1, 2, 2, 3, 4))
    dimensions = g.subset(range(len(x.shape)))
    shape = [n for d, n in enumerate(x.shape) if d not in dimensions]
    inputs, names, starts = operands_of(g, x, g.rng.choice((1, 1, 1, 2, 3)))
    block, kind = combiner(g, [v.element for v in inputs], names)
    region, count = block.region(kind), len(inputs)
    g.op("reduce", [*inputs, *starts], [(v.element, shape) for v in inputs], f"dimensions = {array_text('i64', dimensions)}",
         lambda *t: reduction.reduce(t[:count], t[count:], dimensions, region), regions=[block.region_text()])


def arg_reduce(g):
    x = g.any("if", lambda v: len(v.shape) > 0)
    d, direction, index = g.rng.randrange(len(x.shape)), g.rng.choice(("GT", "LT")), g.rng.choice(("i32", "i64", "ui32"))
    places = Tensor(index, np.broadcast_to(np.arange(x.shape[d]).reshape([-1 if k == d else 1 for k in range(len(x.shape))]), x.shape))
    places = emit.constant(g.block, places)
    starts = [emit.constant(g.block, identity(x.element, "maximum" if direction == "GT" else "minimum")),
              emit.constant(g.block, Tensor(index, np.array(0)))]
    block = arg_region(g, x.element, index, direction)
    shape, region = [n for k, n in enumerate(x.shape) if k != d], block.region()
    emit.op(g.block, "stablehlo.reduce", [x, places, *starts], [(x.element, shape), (index, shape)],
            f"dimensions = {array_text('i64', [d])}", lambda *t: reduction.reduce(t[:2], t[2:], [d], region),
            regions=[block.region_text()])


def random_window(g, shape, dilated=True):
    """A window for operands of this shape, or None if it makes too many elements."""
    draw = lambda *numbers: [g.rng.choice(numbers) for _ in shape]
    ones = [1] * len(shape)
    padding = [(0, 0) if g.chance(0.5) else (g.rng.randint(-1 if dilated else 0, 3), g.rng.randint(0, 3)) for _ in shape]
    sizes = [n if g.chance(0.2) and n else g.rng.choice((1, 1, 2, 3)) for n in shape]
    dilations = (draw(1, 1, 1, 2), draw(1, 1, 1, 2, 3)) if dilated else (ones, ones)
    window = reduction.Window(sizes, draw(1, 1, 2, 3), *dilations, padding)
    return window if math.prod(window.result_shape(shape)) * math.prod(sizes) <= 600 else None


def reduce_window(g):
    x = g.any(ranks=(0, 1, 1, 2, 2, 2, 3, 4))
    window = random_window(g, x.shape)
    if window is None or any(low < 0 and n == 0 for n, (low, _) in zip(x.shape, window.padding)):
        return
    inputs, names, starts = operands_of(g, x, g.rng.choice((1, 1, 1, 1, 2)))
    block, kind = combiner(g, [v.element for v in inputs], names)
    region, count, shape = block.region(kind), len(inputs), window.result_shape(x.shape)
    text = (f"base_dilations = {array_text('i64', window.base_dilations)}, padding = {pairs_text(window.padding)}, "
            f"window_dilations = {array_text('i64', window.window_dilations)}, window_dimensions = {array_text('i64', window.sizes)}, "
            f"window_strides = {array_text('i64', window.strides)}")
    g.op("reduce_window", [*inputs, *starts], [(v.element, shape) for v in inputs], text,
         lambda *t: reduction.reduce_window(t[:count], t[count:], window, region), regions=[block.region_text()])


def select_and_scatter(g):
    x = g.any("if", lambda v: len(v.shape) > 0, ranks=(1, 2, 2, 3, 4))
    window = random_window(g, x.shape, dilated=False)
    # What a window without elements selects is not specified.
    if window is None or any(max(low, high) >= size for (low, high), size in zip(window.padding, window.sizes)):
        return
    source = g.operand(x.element, window.result_shape(x.shape))
    name = g.rng.choice(("add", "add", "maximum", "minimum") if x.element in FLOATS else ("add", "maximum", "minimum"))
    select = Block(g.block.names)
    a, b = select.argument(x.element, []), select.argument(x.element, [])
    select.outputs = [emit.compare(select, a, b, g.rng.choice(("GE", "LE", "GT", "LT")))]
    scatter, kind = combiner(g, [x.element], [name])
    regions = select.region(), scatter.region(kind)
    text = (f"padding = {pairs_text(window.padding)}, window_dimensions = {array_text('i64', window.sizes)}, "
            f"window_strides = {array_text('i64', window.strides)}")
    g.op("select_and_scatter", [x, source, start_of(g, x.element, name)], [(x.element, x.shape)], text,
         lambda t, s, i: [reduction.select_and_scatter(t, s, i, window, *regions)],
         regions=[select.region_text(), scatter.region_text()])
