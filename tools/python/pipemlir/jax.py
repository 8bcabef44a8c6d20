# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Pipelines of steps that are written in JAX."""

import inspect

import jax
import jax.numpy as jnp
import numpy as np

from .compiler import compile_bundle, split_options
from .errors import Error
from .front import Step as FrontStep
from .session import load

__all__ = ["Step", "compile", "export"]


def get_names(function, arguments):
    """Returns what JAX calls the arguments."""
    bound = inspect.signature(function).bind(*arguments)
    names = []
    for name, value in bound.arguments.items():
        many = bound.signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
        names += [f"{name}[{i}]" for i in range(len(value))] if many else [name]
    return names


def name_leaves(name, tree):
    """Returns [(name of the leaf, leaf)] in the order of JAX."""
    return [(name + jax.tree_util.keystr(path), leaf) for path, leaf in jax.tree_util.tree_leaves_with_path(tree)]


def to_array(leaf):
    """Returns a leaf as JAX would take it: random keys are their data, f64 is f32 where JAX has no f64."""
    if hasattr(leaf, "dtype") and jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key):
        leaf = jax.random.key_data(leaf)
    array = np.asarray(leaf)
    wanted = jax.dtypes.canonicalize_dtype(array.dtype)
    return array if array.dtype == wanted else array.astype(wanted)


def lower(function, arguments):
    # Arguments that the loss does not read keep their place and get a gradient of zero.
    return jax.jit(function, keep_unused=True).lower(*arguments)


def to_text(lowered):
    return lowered.compiler_ir().operation.get_asm(print_generic_op_form=True, enable_debug_info=True).encode()


def export(path, function, *arguments):
    """Writes the graph of a function for one micro-batch, as pipe-compile reads it."""
    with open(path, "wb") as file:
        file.write(to_text(lower(function, arguments)))


class Step(FrontStep):
    """A compiled function of JAX; it is called as the function is, with the batches of all micro-batches."""

    def __init__(self, function, arguments, batch_argnums, gradient_argnum, options):
        self.names = get_names(function, arguments)
        self.batch_argnums = batch_argnums
        lowered = lower(function, arguments)
        self.trees = [jax.tree_util.tree_structure(argument) for argument in arguments]
        self.leaves = [[name for name, _ in name_leaves(name, argument)]
                       for name, argument in zip(self.names, arguments)]
        self.results = jax.tree_util.tree_structure(lowered.out_info)
        self.gradients = self.find_gradients(lowered.out_info, gradient_argnum)
        options, session = split_options(options)
        options["batch"] = [self.names[i] for i in batch_argnums]
        if self.gradients:
            options["gradient"] = f"result[1]:{self.names[gradient_argnum]}"
        self.sums = options.get("gradients") == "sum"
        cache, output = options.pop("cache", None), options.pop("output", None)
        self.session = load(compile_bundle(to_text(lowered), options, cache, output), **session)
        self.require_bundle()
        self.known = {}  # Arrays of JAX that ranks have already, by parameter; ...
        self.writes = 0  # ... unless somebody else has written some since.

    def find_gradients(self, results, argnum):
        """Returns the names of the parameters of which the last results are the gradients; of a function with
        outputs alone, none."""
        tree = self.trees[argnum]
        is_pair = isinstance(results, tuple) and len(results) == 2
        if argnum in self.batch_argnums or not is_pair or jax.tree_util.tree_structure(results[1]) != tree:
            return []
        return self.leaves[argnum]

    def require_bundle(self):
        """What this class takes for granted."""
        session = self.session
        for i, leaves in enumerate(self.leaves):
            items = session.inputs if i in self.batch_argnums else session.parameters
            for name in leaves:
                items.item(name)
        if session.updates:
            raise Error("the bundle updates its parameters by itself, but a step of JAX returns gradients; export the "
                        "step and compile it with pipemlir.compile")
        missing = [name for name in self.gradients if name not in session.gradients]
        if missing:
            raise Error(f"the bundle has no gradient of '{missing[0]}'")
        if len(session.outputs) + len(self.gradients) != self.results.num_leaves:
            raise Error(f"the function returns {self.results.num_leaves} arrays, of which the bundle has "
                        f"{len(session.outputs)} as outputs and {len(self.gradients)} as gradients; it must return a "
                        "value and the gradients of one argument, or only outputs")

    def flatten(self, i, argument):
        """Returns the named leaves of an argument; refuses another tree than the traced one."""
        leaves, tree = jax.tree_util.tree_flatten(argument)
        if tree == self.trees[i]:
            return zip(self.leaves[i], leaves)
        names = {name for name, _ in name_leaves(self.names[i], argument)}
        missing, unknown = set(self.leaves[i]) - names, names - set(self.leaves[i])
        if missing:
            raise Error(f"'{min(missing)}' is missing, which the step was traced with")
        if unknown:
            raise Error(f"'{min(unknown)}' was not there when the step was traced")
        raise Error(f"'{self.names[i]}' is another tree than the step was traced with: {tree}, not {self.trees[i]}")

    def __call__(self, *arguments):
        if len(arguments) != len(self.names):
            raise Error(f"the step takes {len(self.names)} arguments, {', '.join(self.names)}, but is given "
                        f"{len(arguments)}")
        if self.session.parameter_writes != self.writes:
            self.known.clear()
        for i, argument in enumerate(arguments):
            for name, leaf in self.flatten(i, argument):
                if i in self.batch_argnums:
                    self.session.inputs[name] = self.to_batch(name, leaf)
                elif not self.is_known(name, leaf):
                    self.session.parameters[name] = to_array(leaf)
                    self.known[name] = leaf
        self.writes = self.session.parameter_writes
        self.session.begin()
        self.session.finish()
        return self.collect()

    def is_known(self, name, leaf):
        """Arrays of JAX never change; all others may have."""
        return isinstance(leaf, jax.Array) and self.known.get(name) is leaf

    def to_batch(self, name, leaf):
        """Random keys are one for each micro-batch."""
        array = to_array(leaf)
        item = self.session.inputs.item(name)
        is_keys = hasattr(leaf, "dtype") and jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
        return array.reshape(-1, *item.shape[1:]) if is_keys and array.ndim != len(item.shape) + 1 else array

    def collect(self):
        """Returns the results as the function does: the loss is one number, other outputs are stacked."""
        session = self.session
        values = []
        for name in session.outputs:
            item = session.outputs.item(name)
            if item.is_loss:
                loss = session.loss * (session.micro_batches if self.sums else 1)
                values.append(jnp.asarray(loss, item.dtype))
            else:
                values.append(jnp.asarray(session.outputs[name]))
        values += [jnp.asarray(session.gradients[name]) for name in self.gradients]
        return jax.tree_util.tree_unflatten(self.results, values)


def compile(function, *arguments, batch_argnums=None, gradient_argnum=0, **options):
    """Compiles a function of JAX into a pipeline.

    `arguments` are those of one micro-batch. All but the first hold the batch, unless `batch_argnums` tells which do.
    The function returns a value and the gradients of its argument `gradient_argnum`, as jax.value_and_grad does, or
    only outputs. `options` are those of pipe-compile, of Session, and `cache` and `output`; see pipemlir.compile.
    """
    if batch_argnums is None:
        batch_argnums = range(1, len(arguments))
    batch_argnums = tuple(i % len(arguments) for i in batch_argnums)
    if not batch_argnums:
        raise Error("no argument holds the batch")
    return Step(function, arguments, batch_argnums, gradient_argnum, options)
