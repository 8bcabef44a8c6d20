# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The state of a random program: its block, the values that ops may use and the
elements of its arguments."""

import data
import emit
from program import Block
from values import ELEMENTS, FLOATS, INTEGERS

FLOAT_TYPES = ("f32", "f32", "f32", "f64", "f16", "bf16")
INTEGER_TYPES = tuple(INTEGERS)


class Generator:
    def __init__(self, rng, denormals=True):
        self.rng, self.denormals = rng, denormals
        self.block, self.inputs = Block(), {}
        # Every program has an argument with rows and an op that computes.
        rows = self.block.argument("f32", [1, 2])
        self.inputs[rows.name] = self.tensor("f32", rows.shape)
        emit.unary(self.block, "negate", rows)
        self.rows = tuple(self.block.steps)

    @property
    def values(self):
        return self.block.arguments + [r for s in self.block.steps for r in s.results]

    # Choices.

    def chance(self, probability):
        return self.rng.random() < probability

    def element(self, kinds="bif"):
        """An element type: `kinds` says of booleans, integers and floats which."""
        kind = self.rng.choice(kinds)
        return "i1" if kind == "b" else self.rng.choice(FLOAT_TYPES if kind == "f" else INTEGER_TYPES)

    def elements(self, kinds="bif"):
        """All element types of these kinds."""
        return [e for e in ELEMENTS if ("b" if e == "i1" else "f" if e in FLOATS else "i") in kinds]

    def shape(self, **more):
        return data.shape(self.rng, **more)

    def subset(self, items, most=None):
        """Some of the items, in order."""
        items = list(items)
        count = self.rng.randint(0, len(items) if most is None else min(most, len(items)))
        return sorted(self.rng.sample(items, count))

    def shuffled(self, items):
        items = list(items)
        self.rng.shuffle(items)
        return items

    # Operands.

    def fresh(self, tensor):
        """A new argument, or at times a constant, with these elements."""
        if self.chance(0.15):
            return emit.constant(self.block, tensor, in_hex=self.chance(0.3))
        value = self.block.argument(tensor.element, tensor.shape)
        self.inputs[value.name] = tensor
        return value

    def tensor(self, element, shape, style=None):
        return data.tensor(self.rng, element, shape, style, self.denormals)

    def operand(self, element, shape, style=None):
        """A value of this type: one that is there or a new one."""
        fits = [v for v in self.values if v.element == element and v.shape == tuple(shape)]
        if fits and style is None and self.chance(0.6):
            return self.rng.choice(fits)
        return self.fresh(self.tensor(element, shape, style))

    def any(self, kinds="bif", test=lambda v: True, **shape):
        """A value whose type has one of these kinds and passes `test`."""
        fits = [v for v in self.values if v.element in self.elements(kinds) and test(v)]
        if fits and self.chance(0.65):
            return self.rng.choice(fits)
        while True:
            value = data.tensor(self.rng, self.element(kinds), self.shape(**shape), None, self.denormals)
            if test(value):
                return self.fresh(value)

    def op(self, name, operands, types, attributes, evaluate, **more):
        return emit.op(self.block, f"stablehlo.{name}", operands, types, attributes, evaluate, **more)
