# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random elementwise ops. Each function adds one to the program of a generator."""

import numpy as np

import elementwise
import emit
import integers
import movement
from literals import array_text
from values import FLOATS, Tensor, rounded, width

BITWISE = ("and", "or", "xor")
DIRECTIONS = ("EQ", "NE", "GE", "GT", "LE", "LT")


def float_unary(g):
    emit.unary(g.block, g.rng.choice(list(elementwise.UNARY)), g.any("f"))


def chlo_unary(g):
    emit.unary(g.block, g.rng.choice(list(elementwise.CHLO_UNARY)), g.any("f"), "chlo")


def predicate(g):
    name, x = g.rng.choice(list(elementwise.PREDICATES)), g.any("f")
    dialect = "stablehlo" if name == "is_finite" else "chlo"
    emit.op(g.block, f"{dialect}.{name}", [x], [("i1", x.shape)], "", lambda a: [elementwise.predicate(name, a)])


def next_after(g):
    x = g.any("f", lambda v: v.element != "f16")
    y = g.operand(x.element, x.shape)
    emit.op(g.block, "chlo.next_after", [x, y], [(x.element, x.shape)], "", lambda a, b: [elementwise.next_after(a, b)])


def integer_unary(g):
    name = g.rng.choice(list(integers.UNARY))
    signed = lambda v: not v.element.startswith("ui") or name not in ("abs", "sign")
    emit.unary(g.block, name, g.any("bi" if name == "not" else "i", signed))


def float_binary(g):
    x = g.any("f")
    emit.binary(g.block, g.rng.choice(list(elementwise.BINARY)), x, g.operand(x.element, x.shape))


def integer_binary(g):
    x = g.any("i")
    name = g.rng.choice(list(integers.BINARY))
    # Exponents and distances are small as often as not.
    style = "plain" if (name == "power" or name.startswith("shift")) and g.chance(0.6) else None
    emit.binary(g.block, name, x, g.operand(x.element, x.shape, style))


def boolean_binary(g):
    x = g.any("b")
    emit.binary(g.block, g.rng.choice(list(integers.BOOLEAN_BINARY)), x, g.operand("i1", x.shape))


def compare(g):
    x = g.any()
    kind = "TOTALORDER" if x.element in FLOATS and g.chance(0.3) else None
    emit.compare(g.block, x, g.operand(x.element, x.shape), g.rng.choice(DIRECTIONS), kind)


def select(g):
    x = g.any()
    predicate = g.operand("i1", x.shape if g.chance(0.7) else [])
    emit.select(g.block, predicate, x, g.operand(x.element, x.shape))


def clamp(g):
    x = g.any("if")
    low, high = (g.operand(x.element, x.shape if g.chance(0.5) else []) for _ in range(2))
    g.op("clamp", [low, x, high], [(x.element, x.shape)], "", lambda a, b, c: [movement.clamp(a, b, c)])


def convert(g):
    emit.convert(g.block, g.any(), g.rng.choice(g.elements()))


def bitcast_convert(g):
    x = g.any("if")
    fits = []
    for element in g.elements("if"):
        old, new = width(x.element), width(element)
        if new <= old or (x.shape and x.shape[-1] * old == new):
            fits.append(element)
    element = g.rng.choice(fits)
    old, new = width(x.element), width(element)
    shape = x.shape if new == old else [*x.shape, old // new] if new < old else x.shape[:-1]
    g.op("bitcast_convert", [x], [(element, shape)], "", lambda a: [movement.bitcast_convert(a, element)], moves=True)


def reduce_precision(g):
    x = g.any("f")
    exponent, mantissa = g.rng.choice(((5, 10), (8, 7), (5, 2), (4, 3), (8, 23), (3, 1), (2, 0), (11, 52), (8, 10)))
    text = f"exponent_bits = {exponent} : i32, mantissa_bits = {mantissa} : i32"
    g.op("reduce_precision", [x], [(x.element, x.shape)], text,
         lambda a: [elementwise.reduce_precision(a, exponent, mantissa)])


def chlo_broadcast(g):
    """A binary op whose operands are broadcast to one shape, sizes of 1 and missing
    leading dimensions."""
    x = g.any("if")
    own = [n if g.chance(0.7) else 1 for n in x.shape][g.rng.randint(0, len(x.shape)) if g.chance(0.3) else 0 :]
    y = g.operand(x.element, own)
    name = g.rng.choice(("add", "multiply", "maximum", "minimum", "subtract", "divide"))
    function = elementwise.float_binary if x.element in FLOATS else integers.binary
    wide = lambda t: Tensor(t.element, np.broadcast_to(t.array, x.shape))
    missing = len(x.shape) - len(own)
    text = f"broadcast_dimensions = {array_text('i64', range(missing, len(x.shape)))}" if missing else ""
    emit.op(g.block, f"chlo.broadcast_{name}", [x, y], [(x.element, x.shape)], text,
            lambda a, b: [function(name, wide(a), wide(b))])


def zeta(g):
    """zeta(x, q) for x > 1 and polygamma(n, x) for natural numbers n, both above 0."""
    name, element, shape = g.rng.choice(("zeta", "polygamma")), g.rng.choice(("f32", "f64")), g.shape()
    magnitude = np.abs(g.tensor(element, shape, "plain").array)
    first = 1.25 + magnitude if name == "zeta" else np.floor(np.minimum(magnitude, 4))
    second = np.abs(g.tensor(element, shape, "plain").array) + 0.125
    x, y = (g.fresh(Tensor(element, rounded(element, numbers))) for numbers in (first, second))
    emit.op(g.block, f"chlo.{name}", [x, y], [(element, shape)], "",
            lambda a, b: [elementwise.of_pairs(name, 64, a, b)])
