# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes the JAX example models: graphs printed by JAX, references by JAX.

  python3 -m venv venv
  venv/bin/pip install jax iree-base-compiler numpy safetensors
  venv/bin/python make_jax.py [MODEL...]

The graphs go from StableHLO to linalg with iree-opt. Argument names come from
JAX's own locations (jax_mlp, jax_gpt); jax_lstm gets names, and jax_exact names
and roles, as attributes, written by this script.
"""

import os
import subprocess
import sys
import tempfile

import jax
import jax.numpy as jnp
import numpy as np
from jax.tree_util import keystr, tree_flatten_with_path

import models_common as common
from models_common import MICRO_BATCHES

LINALG = (
    "builtin.module(func.func(chlo-legalize-to-stablehlo),"
    "iree-stablehlo-to-stablehlo-preprocessing,iree-stablehlo-to-iree-input,"
    "reconcile-unrealized-casts,canonicalize,cse)"
)


def to_linalg(lowered):
    """Returns the linalg form of a lowered JAX function as text."""
    iree_opt = os.path.join(os.path.dirname(sys.executable), "iree-opt")
    with tempfile.NamedTemporaryFile("w", suffix=".mlir") as f:
        f.write(lowered.as_text())
        f.flush()
        command = [iree_opt, f.name, f"--pass-pipeline={LINALG}"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def normal(rng, *shape, scale=1.0):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


# --- Models: each returns (params, loss, batches for all micro-batches). ------


def mlp():
    """Six layers of width 32 with tanh; mean squared error."""
    rng, width, layers, rows = np.random.default_rng(1), 32, 6, 4
    params = {f"w{i}": normal(rng, width, width, scale=0.18) for i in range(layers)}
    params |= {f"b{i}": normal(rng, width, scale=0.1) for i in range(layers)}

    def predict(params, batch0):
        h = batch0
        for i in range(layers):
            h = jnp.tanh(h @ params[f"w{i}"] + params[f"b{i}"])
        return h

    def loss(params, batch0, batch1):
        return jnp.mean((predict(params, batch0) - batch1) ** 2)

    n = rows * MICRO_BATCHES
    return params, loss, [normal(rng, n, width), normal(rng, n, width, scale=0.5)], predict


def gpt(width=32, blocks=2, heads=4, length=8, vocabulary=40, rows=2):
    """Causal transformer; one-hot embedding tied to the head; cross entropy."""
    rng = np.random.default_rng(2)
    params = {
        "emb": normal(rng, vocabulary, width, scale=0.1),
        "pos": normal(rng, length, width, scale=0.1),
        "gf": 1 + normal(rng, width, scale=0.1),
    }
    for i in range(blocks):
        params |= {
            f"l{i}.g1": 1 + normal(rng, width, scale=0.1),
            f"l{i}.g2": 1 + normal(rng, width, scale=0.1),
            f"l{i}.qkv": normal(rng, width, 3 * width, scale=width**-0.5),
            f"l{i}.o": normal(rng, width, width, scale=width**-0.5),
            f"l{i}.w1": normal(rng, width, 2 * width, scale=width**-0.5),
            f"l{i}.w2": normal(rng, 2 * width, width, scale=(2 * width) ** -0.5),
        }

    def normalize(x, g):
        return g * x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-5)

    def attention(params, i, x):
        b, t, c = x.shape
        qkv = (x @ params[f"l{i}.qkv"]).reshape(b, t, 3, heads, c // heads)
        q, k, v = (qkv[:, :, j].transpose(0, 2, 1, 3) for j in range(3))
        scores = q @ k.transpose(0, 1, 3, 2) * (c // heads) ** -0.5
        scores = jnp.where(jnp.tril(jnp.ones((t, t), bool)), scores, -1e9)
        y = jax.nn.softmax(scores) @ v
        return y.transpose(0, 2, 1, 3).reshape(b, t, c) @ params[f"l{i}.o"]

    def loss(params, batch0, batch1):
        x = batch0 @ params["emb"] + params["pos"]
        for i in range(blocks):
            x = x + attention(params, i, normalize(x, params[f"l{i}.g1"]))
            h = jax.nn.gelu(normalize(x, params[f"l{i}.g2"]) @ params[f"l{i}.w1"])
            x = x + h @ params[f"l{i}.w2"]
        logits = normalize(x, params["gf"]) @ params["emb"].T
        return -jnp.mean(jnp.sum(batch1 * jax.nn.log_softmax(logits), -1))

    tokens = rng.integers(0, vocabulary, (rows * MICRO_BATCHES, length + 1))
    one_hot = np.eye(vocabulary, dtype=np.float32)[tokens]
    return params, loss, [one_hot[:, :-1], one_hot[:, 1:]]


def lstm():
    """LSTM cell unrolled over six steps: every step uses the same weights."""
    rng, width, steps, rows, features = np.random.default_rng(3), 16, 6, 4, 8
    params = {
        "wx": normal(rng, features, 4 * width, scale=0.3),
        "wh": normal(rng, width, 4 * width, scale=0.2),
        "b": normal(rng, 4 * width, scale=0.1),
        "out": normal(rng, width, features, scale=0.3),
    }

    def loss(params, batch0, batch1):
        h = c = jnp.zeros((rows, width), jnp.float32)
        total = 0.0
        for t in range(steps):
            z = batch0[:, t] @ params["wx"] + h @ params["wh"] + params["b"]
            i, f, g, o = jnp.split(z, 4, axis=1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
            total += jnp.mean((h @ params["out"] - batch1[:, t]) ** 2)
        return total / steps

    n = rows * MICRO_BATCHES
    return params, loss, [normal(rng, n, steps, features), normal(rng, n, steps, features)]


def exact():
    """Integer-valued: every sum is exact in f32, in whatever order it is made.

    A ReLU network with a weight that two layers share and a skip over three
    layers; the loss is linear in the output. All values stay far below 2^24.
    """
    rng, width, rows = np.random.default_rng(4), 8, 4

    def integers(low, high, *shape):
        return rng.integers(low, high + 1, shape).astype(np.float32)

    params = {f"w{i}": integers(-1, 1, width, width) for i in range(5)}
    params |= {f"b{i}": integers(-2, 2, width) for i in range(5)}

    def loss(params, batch0, batch1):
        h = skip = jax.nn.relu(batch0 @ params["w0"] + params["b0"])
        for i in range(1, 5):
            h = jax.nn.relu(h @ params[f"w{i}"] + params[f"b{i}"])
        h = h @ params["w0"] + skip  # w0 again: used by the first and last stage
        return jnp.sum(h * batch1)

    n = rows * MICRO_BATCHES
    return params, loss, [integers(-2, 2, n, width), integers(-1, 1, n, width)]


def slice_of(batches, m):
    """Micro-batch `m` of every batch."""
    rows = [b.shape[0] // MICRO_BATCHES for b in batches]
    return [b[m * r : (m + 1) * r] for b, r in zip(batches, rows)]


def reference(step, params, batches):
    """Returns losses and gradient sums over all micro-batches, by JAX."""
    losses, sums = [], None
    for m in range(MICRO_BATCHES):
        loss, gradients = step(params, *slice_of(batches, m))
        losses.append(np.asarray(loss))
        sums = gradients if sums is None else jax.tree.map(jnp.add, sums, gradients)
    return np.stack(losses), sums


def make(name, params, loss, batches, predict=None):
    leaves, _ = tree_flatten_with_path(params)
    plain = [path[0].key for path, _ in leaves]
    # As JAX names them in locations: params['w0'].
    printed = [f"params{keystr(path)}" for path, _ in leaves]
    names = {"jax_mlp": printed, "jax_gpt": printed}.get(name, plain)
    arguments = names + [f"batch{i}" for i in range(len(batches))]
    decorate = {
        "jax_lstm": lambda text, n: common.with_names(text, n),
        "jax_exact": lambda text, n: common.with_roles(text, n, len(names)),
    }.get(name, common.with_locations)

    first = slice_of(batches, 0)
    step = jax.jit(jax.value_and_grad(loss))
    lowered = {"forward": jax.jit(loss).lower(params, *first), "joint": step.lower(params, *first)}
    if predict:
        lowered["predict"] = jax.jit(predict).lower(params, first[0])
    for kind, low in lowered.items():
        text = to_linalg(low)
        used = arguments[: len(names) + 1] if kind == "predict" else arguments
        if decorate is common.with_locations:  # the names must be JAX's own
            debug = low.as_text(debug_info=True)
            assert all(f'loc("{n}")' in debug for n in used), used
        common.write_graph(name, f"{kind}.linalg.mlir", decorate(text, used))

    losses, sums = reference(step, params, batches)
    named = lambda tree: dict(zip(names, jax.tree.leaves(tree)))
    common.write_reference(name, named(params), batches, losses, named(sums))


MODELS = {"jax_mlp": mlp, "jax_gpt": gpt, "jax_lstm": lstm, "jax_exact": exact}

if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    for model in sys.argv[1:] or MODELS:
        make(model, *MODELS[model]())
