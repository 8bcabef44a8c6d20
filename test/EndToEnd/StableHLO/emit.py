# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds single ops, whose operands are known, to a block: of the function or of a region."""

import elementwise
import integers
import literals
import movement
import ordering
from values import FLOATS, UNSIGNED


def label_of(name):
    """What an op is counted as: add, chlo.erf."""
    return name.removeprefix("stablehlo.")


def op(block, name, operands, types, attributes, evaluate, **more):
    """Adds an op with results; returns them."""
    return block.step(label_of(name), name, operands, types, attributes, evaluate, **more)


def constant(block, tensor, in_hex=False):
    text = f"value = {literals.dense(tensor, in_hex)}"
    return op(block, "stablehlo.constant", [], [(tensor.element, tensor.shape)], text, lambda: [tensor], moves=True)[0]


def unary(block, name, x, dialect="stablehlo"):
    """An elementwise op of one operand with a result of its type."""
    if x.element in FLOATS:
        evaluate = lambda t: [elementwise.float_unary(dialect, name, t)]
    else:
        evaluate = lambda t: [integers.unary(name, t)]
    return op(block, f"{dialect}.{name}", [x], [(x.element, x.shape)], "", evaluate)[0]


def binary(block, name, x, y):
    function = elementwise.float_binary if x.element in FLOATS else integers.binary
    return op(block, f"stablehlo.{name}", [x, y], [(x.element, x.shape)], "", lambda a, b: [function(name, a, b)])[0]


def comparison_type(element):
    return "FLOAT" if element in FLOATS else "UNSIGNED" if element in UNSIGNED or element == "i1" else "SIGNED"


def compare(block, x, y, direction, kind=None):
    kind = kind or comparison_type(x.element)
    text = (f"compare_type = #stablehlo<comparison_type {kind}>, "
            f"comparison_direction = #stablehlo<comparison_direction {direction}>")
    return op(block, "stablehlo.compare", [x, y], [("i1", x.shape)], text,
              lambda a, b: [ordering.compare(a, b, direction, kind)])[0]


def select(block, predicate, x, y):
    return op(block, "stablehlo.select", [predicate, x, y], [(x.element, x.shape)], "",
              lambda p, a, b: [movement.select(p, a, b)], moves=True)[0]


def convert(block, x, element):
    return op(block, "stablehlo.convert", [x], [(element, x.shape)], "", lambda a: [integers.convert(a, element)])[0]
