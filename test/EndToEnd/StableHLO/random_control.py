# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random while, case, if, map, calls, barriers and random bits."""

import numpy as np

import data
import emit
import random_bits
from integers import convert
from literals import array_text
from program import Block, Value, function_text
from random_reduction import kind_of
from values import Tensor

# Ops whose results are exact, so that bodies of many are, too.
EXACT = {"b": ("and", "or", "xor"), "i": ("add", "subtract", "multiply", "maximum", "minimum", "and", "or", "xor"),
         "f": ("maximum", "minimum")}
UNARY = {"b": ("not",), "i": ("negate", "not"), "f": ("negate", "abs", "floor")}


def grow(g, block, values, count):
    """Adds exact ops on values of one type to a block; returns the last result."""
    last = values[0]
    for _ in range(count):
        kind = kind_of(last.element)
        if g.chance(0.3):
            last = emit.unary(block, g.rng.choice(UNARY[kind] if not last.element.startswith("ui") else ("not",)), last)
        else:
            last = emit.binary(block, g.rng.choice(EXACT[kind]), last, g.rng.choice(values))
        values = [*values, last]
    return last


def scalar_constant(block, element, number):
    return emit.constant(block, Tensor(element, np.array(number)))


def counting(g, counter, carried, captured):
    """Condition and body of a loop to `counter` < a small number."""
    condition, body = Block(g.block.names), Block(g.block.names)
    for block in (condition, body):
        for v in (counter, *carried):
            block.argument(v.element, v.shape)
    trips = scalar_constant(condition, counter.element, g.rng.choice((0, 1, 2, 3, 5)))
    test = emit.compare(condition, condition.arguments[0], trips, "LT")
    # A condition on data, too: the loop may end before.
    flags = [a for a in condition.arguments if a.element == "i1" and not a.shape]
    if flags and g.chance(0.7):
        test = emit.binary(condition, "and", test, flags[0])
    condition.outputs = [test]
    one = scalar_constant(body, counter.element, 1)
    body.outputs = [emit.binary(body, "add", body.arguments[0], one)]
    for argument in body.arguments[1:]:
        same = [v for v in (*body.arguments[1:], *captured) if v.type == argument.type and v is not argument]
        body.outputs.append(grow(g, body, [argument, *same], g.rng.randint(0, 3)))
    if g.chance(0.3) and len(body.outputs) > 2:
        permute(g, body)
    return condition, body


def permute(g, body):
    """Swaps two carried values of one type, if there are such."""
    for i in range(1, len(body.outputs)):
        for k in range(i + 1, len(body.outputs)):
            if body.outputs[i].type == body.outputs[k].type:
                body.outputs[i], body.outputs[k] = body.outputs[k], body.outputs[i]
                return


def run_loop(condition, body, tensors, captured):
    while bool(condition.call(tensors, captured)[0].array):
        tensors = body.call(tensors, captured)
    return tensors


def while_(g):
    counter = g.fresh(Tensor(g.rng.choice(("i32", "i64", "ui32")), np.array(g.rng.choice((0, 0, 1)))))
    carried = [g.any() for _ in range(g.rng.randint(1, 3))]
    if g.chance(0.4):
        carried.append(g.operand("i1", []))
    outer = [g.operand(carried[0].element, carried[0].shape)] if g.chance(0.3) else []
    condition, body = counting(g, counter, carried, outer)
    operands = [counter, *carried]
    evaluate = lambda *t: run_loop(condition, body, list(t[: len(operands)]), {o.name: v for o, v in zip(outer, t[len(operands) :])})
    g.op("while", operands, [(v.element, v.shape) for v in operands], "", evaluate, captured=outer,
         regions=[condition.region_text(), body.region_text()])


def branches(g, count):
    """Regions without arguments that give values of the same types; what they use."""
    captured = [g.any() for _ in range(g.rng.randint(1, 2))]
    captured += [g.operand(v.element, v.shape) for v in captured]
    blocks = []
    for _ in range(count):
        block = Block(g.block.names)
        for v in captured[: len(captured) // 2]:
            values = g.shuffled([w for w in captured if w.type == v.type])
            block.outputs.append(grow(g, block, values, g.rng.randint(0, 2)))
        blocks.append(block)
    return blocks, captured


def take(blocks, index, captured, tensors):
    return blocks[index].call([], {v.name: t for v, t in zip(captured, tensors)})


def case(g):
    count = g.rng.randint(1, 4)
    index = g.fresh(data.integers_between(g.rng, "i32", [], -1, count))
    blocks, captured = branches(g, count)

    def evaluate(i, *tensors):
        number = int(i.array)
        return take(blocks, number if 0 <= number < count else count - 1, captured, tensors)

    g.op("case", [index], [(v.element, v.shape) for v in blocks[0].outputs], "", evaluate, captured=captured,
         regions=[b.region_text() for b in blocks])


def if_(g):
    predicate = g.operand("i1", [])
    blocks, captured = branches(g, 2)
    g.op("if", [predicate], [(v.element, v.shape) for v in blocks[0].outputs], "",
         lambda p, *t: take(blocks, 0 if p.array else 1, captured, t), captured=captured,
         regions=[b.region_text() for b in blocks])


def map_(g):
    x = g.any()
    inputs = [x, *(g.operand(x.element, x.shape) for _ in range(g.rng.randint(0, 2)))]
    block = Block(g.block.names)
    arguments = [block.argument(v.element, []) for v in inputs]
    last = grow(g, block, g.shuffled(arguments), g.rng.randint(1, 3))
    block.outputs = [emit.convert(block, last, g.rng.choice(g.elements())) if g.chance(0.3) else last]
    element = block.outputs[0].element

    def evaluate(*tensors):
        result = convert(Tensor("i1", np.zeros(x.shape, bool)), element)
        for i in np.ndindex(*x.shape):
            result.array[i] = block.call([Tensor(t.element, t.array[i]) for t in tensors])[0].array
        return [result]

    g.op("map", inputs, [(element, x.shape)], f"dimensions = {array_text('i64', range(len(x.shape)))}", evaluate,
         regions=[block.region_text()])


def function(g, inputs):
    """A private function of a few exact ops: (its name, its text, its block)."""
    block = Block(g.block.names)
    arguments = [block.argument(v.element, v.shape) for v in inputs]
    for a in arguments:
        block.outputs.append(grow(g, block, [a, *(v for v in arguments if v.type == a.type)], g.rng.randint(0, 3)))
    name = f"function_{next(g.block.names)}"
    return name, function_text(name, block), block


def call(g):
    inputs = [g.any() for _ in range(g.rng.randint(1, 3))]
    name, text, block = function(g, inputs)
    for _ in range(g.rng.choice((1, 1, 2))):
        emit.op(g.block, "func.call", inputs, [(v.element, v.shape) for v in block.outputs], f"callee = @{name}",
                lambda *t: block.call(t), functions=[text])


def composite(g):
    inputs = [g.any() for _ in range(g.rng.randint(1, 2))]
    name, text, block = function(g, inputs)
    attributes = f'composite_attributes = {{}}, decomposition = @{name}, name = "random.{name}", version = 1 : i32'
    g.op("composite", inputs, [(v.element, v.shape) for v in block.outputs], attributes, lambda *t: block.call(t),
         functions=[text])


def optimization_barrier(g):
    inputs = [g.any() for _ in range(g.rng.randint(1, 3))]
    g.op("optimization_barrier", inputs, [(v.element, v.shape) for v in inputs], "", lambda *t: list(t), moves=True)


def rng_bit_generator(g):
    algorithm = g.rng.choice(("THREE_FRY", "PHILOX", "DEFAULT"))
    state = g.fresh(g.tensor("ui64", [2 if algorithm == "THREE_FRY" else g.rng.choice((2, 3))], g.rng.choice(("wide", "plain", "special"))))
    element, shape = g.rng.choice(("ui32", "ui32", "ui64", "ui8", "ui16", "i32", "i64")), g.shape()
    g.op("rng_bit_generator", [state], [("ui64", state.shape), (element, shape)],
         f"rng_algorithm = #stablehlo<rng_algorithm {algorithm}>",
         lambda s: random_bits.rng_bit_generator(s, algorithm, element, shape))
