# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random dot_general and convolution ops."""

import math

import contraction
from literals import array_text, pairs_text

# Types of the result for operands of a type, besides the same.
WIDER = {"i8": ("i32", "i16", "f32"), "ui8": ("i32", "ui32", "f32"), "i16": ("i32", "f32"), "i32": ("i64", "f32"), "bf16": ("f32",),
         "f16": ("f32",), "f32": ("f64",), "i1": ("i32", "f32", "i8"), "ui16": ("ui32",), "ui32": ("ui64", "f32")}
PRECISION = "precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]"


def list_text(name, numbers):
    """`name = [1, 2]`, left out if empty."""
    return [f"{name} = [{', '.join(map(str, numbers))}]"] if numbers else []


def dot_general(g):
    x = g.any("bif", lambda v: math.prod(v.shape) <= 60)
    dimensions = g.shuffled(range(len(x.shape)))
    batches = g.rng.randint(0, len(dimensions) // 2)
    contracted = g.rng.randint(0, len(dimensions) - batches)
    own = dimensions[:batches], dimensions[batches : batches + contracted]
    rank = batches + contracted + g.rng.randint(0, 2)
    other = g.shuffled(range(rank))
    theirs = other[:batches], other[batches : batches + contracted]
    shape = [g.rng.choice((1, 2, 3, 4)) for _ in range(rank)]
    for a, b in zip(own[0] + own[1], theirs[0] + theirs[1]):
        shape[b] = x.shape[a]
    result = [x.shape[d] for d in own[0]] + [n for d, n in enumerate(x.shape) if d not in own[0] + own[1]]
    result += [n for d, n in enumerate(shape) if d in other[batches + contracted :]]
    if math.prod(result) * math.prod(x.shape[d] for d in own[1]) > 2000 or math.prod(result) > 300:
        return
    element = g.rng.choice(WIDER[x.element]) if x.element in WIDER and g.chance(0.3) else x.element
    y = g.operand(x.element, shape)
    numbers = [*list_text("lhs_batching_dimensions", own[0]), *list_text("rhs_batching_dimensions", theirs[0]),
               *list_text("lhs_contracting_dimensions", own[1]), *list_text("rhs_contracting_dimensions", theirs[1])]
    text = f"dot_dimension_numbers = #stablehlo.dot<{', '.join(numbers)}>, {PRECISION}"
    batch, contract = [own[0], theirs[0]], [own[1], theirs[1]]
    g.op("dot_general", [x, y], [(element, result)], text,
         lambda a, b: [contraction.dot_general(a, b, batch, contract, element)])


def layout_text(dimensions, names):
    """[b, f, 0, 1] in the order of the tensor's dimensions."""
    at = dict(zip(dimensions, names))
    return "[" + ", ".join(at[d] for d in range(len(at))) + "]"


def convolution(g):
    spatial = g.rng.choice((0, 1, 1, 2, 2, 2, 3))
    rank = range(spatial + 2)
    names = [str(d) for d in range(spatial)]
    groups, batch_groups = g.rng.choice(((1, 1), (1, 1), (2, 1), (3, 1), (1, 2), (1, 3)))
    layouts = [g.shuffled(rank) for _ in range(3)] if g.chance(0.6) else [list(rank)] * 3
    draw = lambda *numbers: [g.rng.choice(numbers) for _ in range(spatial)]
    c = contraction.Convolution(
        draw(1, 1, 2, 3), [(g.rng.randint(-1, 3), g.rng.randint(-1, 3)) for _ in range(spatial)], draw(1, 1, 2, 3),
        draw(1, 1, 2), [g.chance(0.25) for _ in range(spatial)], *layouts, groups, batch_groups)
    features = g.rng.choice((1, 2))
    sizes = [batch_groups * g.rng.choice((1, 2)), groups * features, *draw(1, 3, 4, 5, 6)]
    kernel = [features, groups * batch_groups * g.rng.choice((1, 2)), *draw(1, 2, 3)]
    x_shape, y_shape = ([dict(zip(at, n))[d] for d in rank] for at, n in ((layouts[0], sizes), (layouts[1], kernel)))
    dilated = [(n - 1) * f + 1 for n, f in zip(sizes[2:], c.lhs_dilation)]
    if any(n + low + high < 0 or n + low < 0 or n + high < 0 for n, (low, high) in zip(dilated, c.padding)):
        return
    shape = c.result_shape(x_shape, y_shape)
    if math.prod(shape) > 150 or math.prod(x_shape) > 300:
        return
    element = g.rng.choice(("f32", "f32", "f32", "f64", "f16", "bf16", "i32", "i8"))
    x, y = g.operand(element, x_shape), g.operand(element, y_shape)
    numbers = [layout_text(at, [*first, *names]) for at, first in zip(layouts, ("bf", "io", "bf"))]
    text = (f"batch_group_count = {batch_groups} : i64, "
            f"dimension_numbers = #stablehlo.conv<{numbers[0]}x{numbers[1]}->{numbers[2]}>, feature_group_count = {groups} : i64, "
            f"lhs_dilation = {array_text('i64', c.lhs_dilation)}, padding = {pairs_text(c.padding)}, {PRECISION}, "
            f"rhs_dilation = {array_text('i64', c.rhs_dilation)}, window_reversal = {array_text('i1', c.reversal)}, "
            f"window_strides = {array_text('i64', c.strides)}")
    g.op("convolution", [x, y], [(element, shape)], text, lambda a, b: [contraction.convolution(a, b, c, element)])
