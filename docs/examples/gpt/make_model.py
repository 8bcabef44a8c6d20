# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The model in JAX; writes its graphs, and trains it with optax to compare with.

  python3 -m venv venv
  venv/bin/pip install jax optax safetensors
  venv/bin/python make_model.py                  writes step.mlir and predict.mlir
  venv/bin/python make_model.py --train FOLDER   trains with the files of prepare.py in
                                                 FOLDER; writes jax.jsonl, a line a step

The numbers of the training are those of train.sh.
"""

import json
import math
import os
import sys

import jax
import jax.numpy as jnp
import optax
from safetensors.numpy import load_file

import prepare
from prepare import BLOCKS, CONTEXT, HERE, MICRO_BATCHES, ROWS

HEADS = 4
STEPS, WARMUP, RATE, FINAL_RATE, DECAY, SHUFFLE_SEED = 500, 25, 0.003, 0.0003, 0.1, 1


def normalize(params, name, x):
    x = x - jnp.mean(x, -1, keepdims=True)
    x = x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-5)
    return x * params[f"{name}.scale"] + params[f"{name}.bias"]


def attend(x, qkv, out):
    """Causal attention of [rows, characters, width]."""
    b, t, c = x.shape
    q, k, v = ((x @ w).reshape(b, t, HEADS, c // HEADS).transpose(0, 2, 1, 3) for w in jnp.split(qkv, 3, axis=1))
    scores = q @ k.transpose(0, 1, 3, 2) * (c // HEADS) ** -0.5
    scores = jnp.where(jnp.tril(jnp.ones((t, t), bool)), scores, -1e9)
    return (jax.nn.softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(b, t, c) @ out


def predict(params, x):
    """Scores of the next character, behind each of x: i32[rows, characters]."""
    h = params["embedding"][x] + params["positions"]
    for i in range(BLOCKS):
        n = f"block{i}"
        h = h + attend(normalize(params, f"{n}.norm1", h), params[f"{n}.qkv"], params[f"{n}.out"])
        h = h + jax.nn.gelu(normalize(params, f"{n}.norm2", h) @ params[f"{n}.up"]) @ params[f"{n}.down"]
    return normalize(params, "norm", h) @ params["head"]


def loss(params, x, y):
    """Mean over all characters, in nats."""
    scores = jax.nn.log_softmax(predict(params, x))
    return -jnp.mean(jnp.take_along_axis(scores, y[..., None], axis=-1))


def write_graph(name, function, *arguments):
    """Writes StableHLO in generic form, with the names of the arguments."""
    lowered = jax.jit(function, keep_unused=True).lower(*arguments)
    text = lowered.compiler_ir().operation.get_asm(print_generic_op_form=True, enable_debug_info=True)
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        file.write(text)


def write_graphs():
    shapes = prepare.get_shapes(len(prepare.get_vocabulary(prepare.read_text())))
    params = {name: jax.ShapeDtypeStruct(shape, jnp.float32) for name, (shape, _) in shapes.items()}
    rows = jax.ShapeDtypeStruct((ROWS, CONTEXT), jnp.int32)
    write_graph("step.mlir", jax.value_and_grad(loss), params, rows, rows)
    write_graph("predict.mlir", predict, params, jax.ShapeDtypeStruct((1, CONTEXT), jnp.int32))


def split_mix(state):
    """The numbers of SplitMix64, without end."""
    mask = 2**64 - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        yield z ^ (z >> 31)


def get_order(count):
    """Yields the numbers of the rows, as pipe-run --shuffle-seed takes them."""
    for seed in split_mix(SHUFFLE_SEED):
        numbers, order = split_mix(seed), list(range(count))
        for n in range(count, 1, -1):
            b = next(v for v in numbers if v < 2**64 - 1 - (2**64 - 1) % n)
            order[n - 1], order[b % n] = order[b % n], order[n - 1]
        yield from order


def get_rate(step):
    """The rate of step 1, 2, ..., as pipe-run has it for cosine."""
    if step <= WARMUP:
        return RATE * step / WARMUP
    done = (step - WARMUP) / (STEPS - WARMUP)
    return FINAL_RATE + (RATE - FINAL_RATE) * (1 + math.cos(math.pi * done)) / 2


def train(folder):
    inputs = load_file(os.path.join(folder, "inputs.safetensors"))
    params = load_file(os.path.join(folder, "parameters.safetensors"))
    params = {name.removeprefix("params['").removesuffix("']"): p for name, p in params.items()}
    rates = jnp.array([get_rate(step) for step in range(1, STEPS + 1)])
    optimizer = optax.adamw(lambda count: rates[count], b1=0.9, b2=0.999, eps=1e-8, weight_decay=DECAY)
    states, order = optimizer.init(params), get_order(len(inputs["x"]))

    @jax.jit
    def update(params, states, x, y):
        value, gradients = jax.value_and_grad(loss)(params, x, y)
        changes, states = optimizer.update(gradients, states, params)
        return optax.apply_updates(params, changes), states, value

    with open(os.path.join(HERE, "jax.jsonl"), "w", encoding="utf-8") as file:
        for step in range(1, STEPS + 1):
            rows = [next(order) for _ in range(ROWS * MICRO_BATCHES)]
            params, states, value = update(params, states, inputs["x"][rows], inputs["y"][rows])
            file.write(json.dumps({"step": step, "loss": float(value)}) + "\n")


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")  # of paths, names of files only
    if sys.argv[1:2] == ["--train"]:
        train(sys.argv[2])
    else:
        write_graphs()
