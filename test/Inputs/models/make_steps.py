# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes whole training steps of JAX and optax, and what JAX makes of 10 of them.

  python3 -m venv venv
  venv/bin/pip install jax optax numpy safetensors
  venv/bin/python make_steps.py

Each becomes jax_steps/NAME.mlir, as JAX prints it in generic form for one
micro-batch, and jax_steps/NAME.safetensors:
  NAME               the parameter NAME
  x, y               the rows of 10 steps, MICRO_BATCHES micro-batches each
  loss               of each step
  updated.K.NAME     the parameter after K steps, for 1, 2 and 10
  state.ROLE.NAME    what the optimizer keeps of it after 10
JAX runs the same step function on all rows of a step at once.

adam       optax.adam; parameters and state by name
adamw      optax.adamw with a schedule of its own and a mask of the weight decay
momentum   Nesterov momentum whose learning rate is an argument, in one state
           with the parameters; the loss comes first
layers     a scan over layers, whose parameters are stacked, by optax.adam
clipped    optax.chain(clip_by_global_norm, adam)
"""

import os

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax.tree_util import keystr, tree_flatten_with_path
from safetensors.numpy import save_file

ROWS, MICRO_BATCHES, STEPS, KEPT = 4, 4, 10, (1, 2, 10)
FOLDER = "jax_steps"
rng = np.random.default_rng(3)


def normal(*shape, scale=1.0):
    return (scale * rng.standard_normal(shape)).astype(np.float32)


def mlp_loss(params, x, y):
    h = jnp.tanh(x @ params["w0"] + params["b0"])
    h = jnp.tanh(h @ params["w1"] + params["b1"])
    return jnp.mean((h @ params["w2"] - y) ** 2)


def mlp():
    return {"b0": normal(8, scale=0.1), "b1": normal(8, scale=0.1), "w0": normal(6, 8, scale=0.4),
            "w1": normal(8, 8, scale=0.4), "w2": normal(8, 3, scale=0.4)}


def layers_loss(params, x, y):
    layer = lambda h, p: (h + jnp.tanh(h @ p["w"] + p["b"]), None)
    h, _ = jax.lax.scan(layer, x, params["layers"])
    return jnp.mean((h @ params["head"] - y) ** 2)


def layers():
    return {"head": normal(6, 3, scale=0.4), "layers": {"b": normal(4, 6, scale=0.1), "w": normal(4, 6, 6, scale=0.3)}}


def with_optimizer(loss, optimizer):
    def step(params, opt_state, x, y):
        value, gradients = jax.value_and_grad(loss)(params, x, y)
        updates, opt_state = optimizer.update(gradients, opt_state, params)
        return optax.apply_updates(params, updates), opt_state, value

    return step


def momentum_step(state, learning_rate, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(state["params"], x, y)
    velocity = jax.tree.map(lambda v, g: 0.9 * v + g, state["velocity"], gradients)
    change = jax.tree.map(lambda v, g: learning_rate * (0.9 * v + g), velocity, gradients)
    params = jax.tree.map(lambda p, u: p - u, state["params"], change)
    return value, {"params": params, "velocity": velocity}


def get_names(tree, root):
    return [f"{root}{keystr(path)}" for path, _ in tree_flatten_with_path(tree)[0]]


def named(tree, root):
    return dict(zip(get_names(tree, root), map(np.asarray, jax.tree.leaves(tree))))


def write(name, step, arguments, get_next, get_params, get_states, root):
    """Writes the step and what JAX makes of STEPS of them.

    get_next(results, arguments): the loss and the arguments of the next step.
    get_params(arguments), named by root; get_states(arguments): by role.
    """
    os.makedirs(FOLDER, exist_ok=True)
    rows = ROWS * MICRO_BATCHES
    x, y = normal(rows * STEPS, 6), normal(rows * STEPS, 3)
    text = jax.jit(step).lower(*arguments, x[:ROWS], y[:ROWS]).compiler_ir().operation.get_asm(
        print_generic_op_form=True, enable_debug_info=True)
    path = os.path.join(FOLDER, f"{name}.mlir")
    with open(path, "w") as file:
        file.write(text)
    tensors = {"x": x, "y": y} | named(get_params(arguments), root)
    losses, run = [], jax.jit(step)
    for i in range(STEPS):
        batch = [a[i * rows:(i + 1) * rows] for a in (x, y)]
        loss, arguments = get_next(run(*arguments, *batch), arguments)
        losses.append(loss)
        if i + 1 in KEPT:
            tensors |= {f"updated.{i + 1}.{n}": t for n, t in named(get_params(arguments), root).items()}
    tensors["loss"] = np.asarray(losses)
    for role, tree in get_states(arguments).items():
        tensors |= {f"state.{role}.{n}": t for n, t in named(tree, root).items()}
    save_file({n: np.ascontiguousarray(t) for n, t in tensors.items()}, os.path.join(FOLDER, f"{name}.safetensors"))
    print(f"{path}: {os.path.getsize(path)} bytes")


def write_optax(name, loss, params, optimizer, get_adam):
    write(name, with_optimizer(loss, optimizer), (params, optimizer.init(params)),
          lambda results, _: (results[2], results[:2]), lambda a: a[0],
          lambda a: {"mu": get_adam(a[1]).mu, "nu": get_adam(a[1]).nu}, "params")


def main():
    write_optax("adam", mlp_loss, mlp(), optax.adam(0.02), lambda s: s[0])
    params = mlp()
    rate = optax.warmup_cosine_decay_schedule(0.001, 0.03, 3, 12)
    decayed = {n: n.startswith("w") for n in params}
    write_optax("adamw", mlp_loss, params, optax.adamw(rate, weight_decay=0.1, mask=decayed), lambda s: s[0])
    state = {"params": mlp()}
    state["velocity"] = jax.tree.map(np.zeros_like, state["params"])
    write("momentum", momentum_step, (state, np.float32(0.05)), lambda results, a: (results[0], (results[1], a[1])),
          lambda a: a[0]["params"], lambda a: {"velocity": a[0]["velocity"]}, "state['params']")
    write_optax("layers", layers_loss, layers(), optax.adam(0.02), lambda s: s[0])
    write_optax("clipped", mlp_loss, mlp(), optax.chain(optax.clip_by_global_norm(0.25), optax.adam(0.02)),
                lambda s: s[1][0])


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    # Names of folders of this machine are of no use.
    jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")
    main()
