# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs: steps that know their text in generic StableHLO and how to compute it.

A `Block` is the body of a function or a region. `Step.evaluate` maps the tensors of
the operands to those of the results, so that every step can be checked alone, on the
operands that a run has really had.
"""

import itertools

from reduction import Region
from values import type_text


class Value:
    """An SSA value: its name, element type and shape."""

    def __init__(self, name, element, shape):
        self.name, self.element, self.shape = name, element, tuple(shape)
        self.type = type_text(element, shape)


def file_name(argument):
    """The name that an argument of the main function has in files."""
    return argument.name.replace("%", "v_")


class Step:
    """One op. `label` is what it is counted as; `operands` holds what its regions use
    of the function, too. `functions` are private functions that it calls."""

    def __init__(self, label, operands, results, text, evaluate, functions=(), moves=False):
        self.label, self.operands, self.results, self.text = label, operands, results, text
        self.evaluate, self.functions, self.moves = evaluate, functions, moves


def types_text(values):
    return ", ".join(v.type for v in values)


def signature(operands, results):
    """(tensor<2xf32>) -> tensor<f32>"""
    to = types_text(results)
    return f"({types_text(operands)}) -> {to if len(results) == 1 else f'({to})'}"


def indented(text, levels=1):
    return "\n".join("  " * levels + line for line in text.split("\n"))


class Block:
    """Arguments, steps and results; names come from `names`, shared by all blocks of
    a program."""

    def __init__(self, names=None):
        self.names = names or itertools.count()
        self.arguments, self.steps, self.outputs = [], [], []

    def argument(self, element, shape):
        value = Value(f"%arg{next(self.names)}", element, shape)
        self.arguments.append(value)
        return value

    def step(self, label, name, operands, types, attributes, evaluate, regions=(), captured=(), functions=(), moves=False):
        """Adds an op `name`; `types` are (element, shape) of its results. Returns them."""
        # Not %0:2, since what an excerpt lacks is an argument of the same name.
        results = [Value(f"%{next(self.names)}", *t) for t in types]
        properties = f" <{{{attributes}}}>" if attributes else ""
        blocks = ", ".join(f"{{\n{region}\n}}" for region in regions)
        text = (f"{', '.join(r.name for r in results)} = \"{name}\"({', '.join(o.name for o in operands)}){properties}"
                f"{f' ({blocks})' if blocks else ''} : {signature(operands, results)}")
        self.steps.append(Step(label, [*operands, *captured], results, text, evaluate, functions, moves))
        return results

    def region_text(self, end="stablehlo.return", named=False):
        """The text between the braces of a region. With `named`, locations say the
        names of arguments."""
        arguments = [f"{a.name}: {a.type}" + (f' loc("{file_name(a)}")' if named else "") for a in self.arguments]
        head = f"^bb0({', '.join(arguments)}):\n" if arguments else ""
        lines = [s.text for s in self.steps]
        lines.append(f"\"{end}\"({', '.join(o.name for o in self.outputs)}) : ({types_text(self.outputs)}) -> ()")
        return head + indented("\n".join(lines))

    def call(self, tensors, captured=None):
        """Runs the block; `captured` are tensors of outer values by name."""
        known = dict(captured or {})
        known.update((a.name, t) for a, t in zip(self.arguments, tensors))
        for step in self.steps:
            results = step.evaluate(*(known[o.name] for o in step.operands))
            known.update((r.name, t) for r, t in zip(step.results, results))
        return [known[o.name] for o in self.outputs]

    def region(self, kind=None):
        return Region(self.call, kind)


def function_text(name, block, visibility="private"):
    """A func.func of a block; results of the public one are named out0, out1, ..."""
    named = visibility == "public"
    results = ", ".join(f'{{jax.result_info = "out{k}"}}' if named else "{}" for k in range(len(block.outputs)))
    arguments = ", ".join("{}" for _ in block.arguments)
    to = types_text(block.outputs)
    kind = f"({types_text(block.arguments)}) -> {to if len(block.outputs) == 1 else f'({to})'}"
    return (f'"func.func"() <{{arg_attrs = [{arguments}], function_type = {kind}, res_attrs = [{results}], '
            f'sym_name = "{name}", sym_visibility = "{visibility}"}}> ({{\n{block.region_text("func.return", named)}\n}}) : () -> ()')


def module_text(block):
    """The module whose main function returns the results of all its steps."""
    functions = [function_text("main", block, "public")]
    for step in block.steps:
        functions += [f for f in step.functions if f not in functions]
    body = indented("\n".join(functions))
    return (f'"builtin.module"() <{{sym_name = "jit_random"}}> ({{\n{body}\n}}) '
            "{mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} : () -> ()\n")


def excerpt(steps, always=()):
    """A block of only these steps and those of `always`: what they use of others is an
    argument, what they compute is returned."""
    block = Block()
    block.steps = [*always, *(s for s in steps if s not in always)]
    own = {r.name for s in block.steps for r in s.results}
    seen = {}
    for step in block.steps:
        seen.update((o.name, o) for o in step.operands if o.name not in own)
        block.outputs += step.results
    block.arguments = list(seen.values())
    return block
