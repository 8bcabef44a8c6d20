# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes the JAX steps whose roles are not one gradient a parameter in order.

  python3 -m venv venv
  venv/bin/pip install jax iree-base-compiler numpy safetensors
  venv/bin/python make_roles.py

jax_lora       gradients of adapters; the weights that they adapt are frozen
jax_batchnorm  returns batch statistics beside the loss (has_aux)
jax_adam       an optimizer step: new parameters and moments, no gradients

The results are named as JAX names them (jax.result_info), which iree-opt drops.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax.tree_util import keystr, tree_flatten_with_path

import models_common as common
from make_jax import normal, reference, slice_of, to_linalg
from models_common import MICRO_BATCHES

ROWS, WIDTH, LAYERS = 4, 8, 3


def lora_loss(lora, base, x, y):
    h = x
    for i in range(LAYERS):
        h = jnp.tanh(h @ base[f"w{i}"] + (h @ lora[f"a{i}"]) @ lora[f"b{i}"])
    return jnp.mean((h - y) ** 2)


def batchnorm_loss(params, x, y):
    h, statistics = x, {}
    for i in range(LAYERS):
        h = h @ params[f"w{i}"]
        mean, variance = jnp.mean(h, 0), jnp.var(h, 0)
        statistics[f"mean{i}"], statistics[f"variance{i}"] = mean, variance
        h = jnp.tanh(params[f"g{i}"] * (h - mean) * jax.lax.rsqrt(variance + 1e-5))
    return jnp.mean((h - y) ** 2), statistics


def plain_loss(params, x, y):
    h = x
    for i in range(LAYERS):
        h = jnp.tanh(h @ params[f"w{i}"])
    return jnp.mean((h - y) ** 2)


def adam_step(params, moments, squares, x, y):
    loss, gradients = jax.value_and_grad(plain_loss)(params, x, y)
    moments = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, moments, gradients)
    squares = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, squares, gradients)
    update = lambda p, m, v: p - 0.01 * m / (jnp.sqrt(v) + 1e-8)
    return loss, jax.tree.map(update, params, moments, squares), moments, squares


def write_step(name, lowered, arguments):
    """Writes the graph, with names of results from the tree of JAX's output."""
    text = common.with_locations(to_linalg(lowered), arguments)
    leaves, _ = tree_flatten_with_path(lowered.out_info)
    names = [f"result{keystr(path)}" for path, _ in leaves]
    assert all(f'"{n}"' in lowered.as_text() for n in names), names
    attributes = [f'{{jax.result_info = "{n}"}}' for n in names]
    common.write_graph(name, "joint.linalg.mlir", common.annotate_results(text, attributes))


def get_names(tree, root):
    return [f"{root}{keystr(path)}" for path, _ in tree_flatten_with_path(tree)[0]]


def named(tree, root):
    return dict(zip(get_names(tree, root), jax.tree.leaves(tree)))


def main():
    rng = np.random.default_rng(7)
    weights = {f"w{i}": normal(rng, WIDTH, WIDTH, scale=0.35) for i in range(LAYERS)}
    batches = [normal(rng, ROWS * MICRO_BATCHES, WIDTH) for _ in range(2)]
    first = slice_of(batches, 0)

    lora = {f"a{i}": normal(rng, WIDTH, 2, scale=0.5) for i in range(LAYERS)}
    lora |= {f"b{i}": normal(rng, 2, WIDTH, scale=0.5) for i in range(LAYERS)}
    step = jax.jit(jax.value_and_grad(lora_loss))
    arguments = get_names(lora, "lora") + get_names(weights, "base") + ["x", "y"]
    write_step("jax_lora", step.lower(lora, weights, *first), arguments)
    losses, sums = reference(lambda p, x, y: step(p, weights, x, y), lora, batches)
    common.write_reference("jax_lora", named(lora, "lora") | named(weights, "base"),
                           batches, losses, named(sums, "lora"))

    params = weights | {f"g{i}": 1 + normal(rng, WIDTH, scale=0.1) for i in range(LAYERS)}
    step = jax.jit(jax.value_and_grad(batchnorm_loss, has_aux=True))
    arguments = get_names(params, "params") + ["x", "y"]
    write_step("jax_batchnorm", step.lower(params, *first), arguments)
    pair = lambda p, x, y: ((out := step(p, x, y))[0][0], out[1])
    losses, sums = reference(pair, params, batches)
    common.write_reference("jax_batchnorm", named(params, "params"), batches, losses,
                           named(sums, "params"))

    zeros = jax.tree.map(jnp.zeros_like, weights)
    arguments = sum((get_names(weights, root) for root in ("params", "m", "v")), [])
    lowered = jax.jit(adam_step).lower(weights, zeros, zeros, *first)
    write_step("jax_adam", lowered, arguments + ["x", "y"])


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    main()
