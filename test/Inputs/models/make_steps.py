# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes whole training steps of JAX and optax, and what JAX makes of 10 of them.

  python3 -m venv venv
  venv/bin/pip install jax optax numpy safetensors
  XLA_FLAGS=--xla_allow_excess_precision=false venv/bin/python make_steps.py [NAME...]

(The flag keeps bf16 what it is.)

Each becomes jax_steps/NAME.mlir, as JAX prints it in generic form for one
micro-batch, and jax_steps/NAME.safetensors:
  NAME               the parameter NAME
  x, y               the rows of 10 steps, MICRO_BATCHES micro-batches each
  loss               of each step
  updated.K.NAME     the parameter after K steps, for 1, 2 and 10
  state.ROLE.NAME    what the optimizer keeps of it after 10
  report.NAME        of each step, the result NAME: one number beside the loss
Where there is one, also of 5 steps of M micro-batches each, M in OTHERS, from the first row on:
  M.loss, M.report.NAME, M.updated.5.NAME
JAX runs the same step function on all rows of a step at once.

adam       optax.adam; parameters and state by name
adamw      optax.adamw with a schedule of its own and a mask of the weight decay
momentum   Nesterov momentum whose learning rate is an argument, in one state
           with the parameters; the loss comes first
layers     a scan over layers, whose parameters are stacked, by optax.adam
clipped    optax.chain(clip_by_global_norm, adam)
late       optax.chain(adam, clip_by_global_norm): a norm of what Adam makes
stacked    a scan over layers between weights that are used on both ends, with a
           norm of all gradients and an embedding that is frozen
mixed      weights of bf16 and a scale of no dimensions beside others of f32
norms      own clipping of a momentum step: the norms of the gradients, stacked,
           and a threshold that is an argument
adaptive   optax.chain(adaptive_grad_clip, clip, adam): element by element and row
           by row
twice      optax.chain(clip_by_global_norm, adam, clip_by_global_norm): a norm of
           what another norm has scaled
returned   optax.adam, and optax.global_norm(gradients) behind the loss
reported   optax.chain(clip_by_global_norm, adam with a schedule), and in one dictionary
           the loss, norms of gradients, of updates, of parameters before and after and of
           one gradient, the learning rate, and the count
scanned    layers with optax.adamw, a norm of all gradients, and the largest element of all
ratio      optax.chain(clip_by_global_norm, adam, clip_by_global_norm), times the norm of
           all parameters over that of all changes, which is returned
numbers    own clipping with a rate that is an argument, and a scale of no dimensions among the
           parameters; returns a norm twice, how it compares, the rate, the scale before and
           after, the norm of each gradient and a constant
raveled    clipping by a norm of all gradients as one vector, by ravel_pytree, which is refused;
           only the .mlir is written
adan       optax.adan, which keeps the gradient for the next step
adafactor  optax.adafactor, whose states are rows and columns of a weight
linalg     clipped as iree-opt prints it; writes clipped.linalg.mlir only, and needs
           iree-base-compiler
by_hand    the step of jax_adam, which make_roles.py prints; only
           jax_adam/training.safetensors is written
"""

import os
import sys

import jax
import jax.flatten_util
import jax.numpy as jnp
import numpy as np
import optax
from jax.tree_util import keystr, tree_flatten_with_path
from safetensors.numpy import save_file

import make_roles
import models_common as common
from make_jax import to_linalg

ROWS, MICRO_BATCHES, STEPS, KEPT = 4, 4, 10, (1, 2, 10)
OTHERS, OTHER_STEPS = (1, 3, 8), 5
STACKED_OPTIMIZER = optax.chain(optax.clip_by_global_norm(1.6), optax.adam(0.02))
FOLDER = "jax_steps"
# All steps are made in order, so that each has the same numbers whatever is
# written; new ones come last.
rng = np.random.default_rng(3)
wanted = set()  # Names of those that are written; empty: all.


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


def stacked_loss(params, frozen, x, y):
    layer = lambda h, p: (h + jnp.tanh(h @ p["w"] + p["b"]), None)
    h, _ = jax.lax.scan(layer, x @ frozen["embedding"] @ params["tied"], params["layers"])
    return jnp.mean((h @ params["tied"].T @ params["head"] - y) ** 2)


def stacked():
    return {"head": normal(6, 3, scale=0.4), "layers": {"b": normal(4, 6, scale=0.1), "w": normal(4, 6, 6, scale=0.3)},
            "tied": normal(6, 6, scale=0.4)}


def mixed_loss(params, x, y):
    h = jnp.tanh(x @ params["w0"])
    h = jnp.tanh(params["scale"] * (h.astype(jnp.bfloat16) @ params["w1"]).astype(jnp.float32))
    return jnp.mean((h @ params["w2"] - y) ** 2)


def mixed():
    return {"scale": np.float32(0.7), "w0": normal(6, 8, scale=0.4),
            "w1": jnp.asarray(normal(8, 8, scale=0.4), jnp.bfloat16), "w2": normal(8, 3, scale=0.4)}


def with_optimizer(loss, optimizer):
    def step(params, opt_state, x, y):
        value, gradients = jax.value_and_grad(loss)(params, x, y)
        updates, opt_state = optimizer.update(gradients, opt_state, params)
        return optax.apply_updates(params, updates), opt_state, value

    return step


def get_rate(count):
    return 0.02 / (1 + 0.1 * count.astype(jnp.float32))


def returned_step(params, opt_state, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(params, x, y)
    updates, opt_state = optax.adam(0.02).update(gradients, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, value, optax.global_norm(gradients)


def reported_step(params, opt_state, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(params, x, y)
    updates, state = REPORTED_OPTIMIZER.update(gradients, opt_state, params)
    new = optax.apply_updates(params, updates)
    return new, state, {
        "loss": value, "grad_norm": optax.global_norm(gradients), "update_norm": optax.global_norm(updates),
        "old_norm": optax.global_norm(params), "new_norm": optax.global_norm(new),
        "w1_norm": jnp.linalg.norm(gradients["w1"]), "rate": get_rate(opt_state[1][1].count),
        "count": state[1][0].count}


def scanned_step(params, opt_state, x, y):
    value, gradients = jax.value_and_grad(layers_loss)(params, x, y)
    updates, opt_state = optax.adamw(0.02).update(gradients, opt_state, params)
    largest = jnp.max(jnp.stack([jnp.max(jnp.abs(g)) for g in jax.tree.leaves(gradients)]))
    return value, (optax.global_norm(gradients), largest), optax.apply_updates(params, updates), opt_state


def ratio_step(params, opt_state, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(params, x, y)
    updates, opt_state = RATIO_OPTIMIZER.update(gradients, opt_state, params)
    ratio = 0.02 * optax.global_norm(params) / optax.global_norm(updates)
    params = jax.tree.map(lambda p, u: p + ratio * u, params, updates)
    return params, opt_state, value, {"ratio": ratio}


def momentum_step(state, learning_rate, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(state["params"], x, y)
    velocity = jax.tree.map(lambda v, g: 0.9 * v + g, state["velocity"], gradients)
    change = jax.tree.map(lambda v, g: learning_rate * (0.9 * v + g), velocity, gradients)
    params = jax.tree.map(lambda p, u: p - u, state["params"], change)
    return value, {"params": params, "velocity": velocity}


def stacked_step(params, opt_state, frozen, x, y):
    value, gradients = jax.value_and_grad(stacked_loss)(params, frozen, x, y)
    updates, opt_state = STACKED_OPTIMIZER.update(gradients, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, value


def norms_step(state, max_norm, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(state["params"], x, y)
    norms = jnp.stack([jnp.linalg.norm(g) for g in jax.tree.leaves(gradients)])
    scale = jnp.minimum(1, max_norm / jnp.linalg.norm(norms))
    velocity = jax.tree.map(lambda v, g: 0.9 * v + scale * g, state["velocity"], gradients)
    params = jax.tree.map(lambda p, v: p - 0.1 * v, state["params"], velocity)
    return value, {"params": params, "velocity": velocity}


def scaled_loss(params, x, y):
    h = jnp.tanh(x @ params["w0"] + params["b0"]) * params["scale"]
    return jnp.mean((h @ params["w1"] - y) ** 2)


def numbers_step(params, learning_rate, x, y):
    value, gradients = jax.value_and_grad(scaled_loss)(params, x, y)
    norm = optax.global_norm(gradients)
    new = jax.tree.map(lambda p, g: p - learning_rate * jnp.minimum(1, 0.8 / norm) * g, params, gradients)
    numbers = {"is_large": norm > 0.8, "rate": learning_rate, "twice": learning_rate * 2, "old": params["scale"],
               "new": new["scale"], "norms": jax.tree.map(jnp.linalg.norm, gradients), "three": jnp.float32(3)}
    return value, (norm, norm, numbers), new


def raveled_step(params, x, y):
    value, gradients = jax.value_and_grad(mlp_loss)(params, x, y)
    norm = jnp.linalg.norm(jax.flatten_util.ravel_pytree(gradients)[0])
    return value, jax.tree.map(lambda p, g: p - 0.1 * g * jnp.minimum(1, 1 / norm), params, gradients)


def get_names(tree, root):
    return [f"{root}{keystr(path)}" for path, _ in tree_flatten_with_path(tree)[0]]


def named(tree, root):
    return dict(zip(get_names(tree, root), map(np.asarray, jax.tree.leaves(tree))))


def is_wanted(name):
    return not wanted or name in wanted


def lower(name, step, arguments, batch):
    """Writes the step, as JAX prints it."""
    os.makedirs(FOLDER, exist_ok=True)
    text = jax.jit(step).lower(*arguments, *batch).compiler_ir().operation.get_asm(
        print_generic_op_form=True, enable_debug_info=True)
    path = os.path.join(FOLDER, f"{name}.mlir")
    with open(path, "w") as file:
        file.write(text)
    print(f"{path}: {os.path.getsize(path)} bytes")


def train(path, step, arguments, rows, get_next, get_params, get_states, root, others=None, get_reports=None):
    """Writes what JAX makes of STEPS steps.

    get_next(results, arguments): the loss and the arguments of the next step.
    get_params(arguments), named by root; get_states(arguments): by role.
    others: further parameters, which the step does not change, by name.
    get_reports(results): numbers of the step, by the names of the results.
    """
    x, y = rows
    tensors = {"x": x, "y": y} | (others or {}) | named(get_params(arguments), root)
    run = jax.jit(step)

    def run_steps(arguments, micro_batches, steps, kept, prefix=""):
        size, losses, reports = ROWS * micro_batches, [], {}
        for i in range(steps):
            batch = [a[i * size:(i + 1) * size] for a in (x, y)]
            results = run(*arguments, *batch)
            for n, t in (get_reports(results) if get_reports else {}).items():
                reports.setdefault(f"{prefix}report.{n}", []).append(t)
            loss, arguments = get_next(results, arguments)
            losses.append(loss)
            if i + 1 in kept:
                tensors.update({f"{prefix}updated.{i + 1}.{n}": t for n, t in named(get_params(arguments), root).items()})
        tensors[f"{prefix}loss"] = np.asarray(losses)
        tensors.update({n: np.asarray(t) for n, t in reports.items()})
        return arguments

    for m in OTHERS if get_reports else ():
        run_steps(arguments, m, OTHER_STEPS, (OTHER_STEPS,), f"{m}.")
    arguments = run_steps(arguments, MICRO_BATCHES, STEPS, KEPT)
    for role, tree in get_states(arguments).items():
        tensors |= {f"state.{role}.{n}": t for n, t in named(tree, root).items()}
    save_file({n: np.ascontiguousarray(t).reshape(t.shape) for n, t in tensors.items()}, path)


def write(name, step, arguments, *how, **options):
    """Writes the step and what JAX makes of STEPS of them."""
    x, y = (normal(ROWS * MICRO_BATCHES * STEPS, width) for width in (6, 3))
    if not is_wanted(name):
        return
    lower(name, step, arguments, (x[:ROWS], y[:ROWS]))
    train(os.path.join(FOLDER, f"{name}.safetensors"), step, arguments, (x, y), *how, **options)


def write_optax(name, loss, params, optimizer, get_state, step=None, others=None, roles=("mu", "nu"),
                get_next=lambda results, a: (results[2], (*results[:2], *a[2:])), get_reports=None):
    step = step or with_optimizer(loss, optimizer)
    rest = [others[1]] if others else []
    write(name, step, (params, optimizer.init(params), *rest), get_next, lambda a: a[0],
          lambda a: {role: getattr(get_state(a[1]), role) for role in roles}, "params",
          others=named(others[1], others[0]) if others else None, get_reports=get_reports)


def write_velocity(name, step, number, root="state['params']"):
    state = {"params": mlp()}
    state["velocity"] = jax.tree.map(np.zeros_like, state["params"])
    write(name, step, (state, np.float32(number)), lambda results, a: (results[0], (results[1], a[1])),
          lambda a: a[0]["params"], lambda a: {"velocity": a[0]["velocity"]}, root)


def make_adamw():
    params = mlp()
    rate = optax.warmup_cosine_decay_schedule(0.001, 0.03, 3, 12)
    decayed = {n: n.startswith("w") for n in params}
    write_optax("adamw", mlp_loss, params, optax.adamw(rate, weight_decay=0.1, mask=decayed), lambda s: s[0])


def make_by_hand():
    width = make_roles.WIDTH
    params = {f"w{i}": normal(width, width, scale=0.35) for i in range(make_roles.LAYERS)}
    zeros = jax.tree.map(np.zeros_like, params)
    rows = [normal(ROWS * MICRO_BATCHES * STEPS, width) for _ in range(2)]
    if is_wanted("by_hand"):
        train("jax_adam/training.safetensors", make_roles.adam_step, (params, zeros, zeros), rows,
              lambda results, _: (results[0], results[1:]), lambda a: a[0], lambda a: {"m": a[1], "v": a[2]}, "params")


def make_adafactor():
    params, optimizer = mlp(), optax.adafactor(0.02, min_dim_size_to_factor=4)

    def get_states(a):
        """Those that are more than a place that is kept for nothing."""
        states = {role: getattr(a[1][0], role) for role in ("v_row", "v_col", "v")}
        return {role: {n: t for n, t in tree.items() if t.size > 1} for role, tree in states.items()}

    write("adafactor", with_optimizer(mlp_loss, optimizer), (params, optimizer.init(params)),
          lambda results, a: (results[2], results[:2]), lambda a: a[0], get_states, "params")


def make_numbers():
    params = {"b0": normal(8, scale=0.1), "scale": np.float32(0.7), "w0": normal(6, 8, scale=0.4),
              "w1": normal(8, 3, scale=0.4)}
    write("numbers", numbers_step, (params, np.float32(0.1)), lambda results, a: (results[0], (results[2], a[1])),
          lambda a: a[0], lambda a: {}, "params",
          get_reports=lambda results: {n: t.astype(np.int32) if t.dtype == bool else t
                                       for n, t in named(results[1], "result[1]").items()})


def make_raveled():
    params, batch = mlp(), (normal(ROWS, 6), normal(ROWS, 3))
    if is_wanted("raveled"):
        lower("raveled", raveled_step, (params,), batch)


def make_linalg():
    params, optimizer = mlp(), optax.chain(clip(1.0), optax.adam(0.02))
    arguments = (params, optimizer.init(params), normal(ROWS, 6), normal(ROWS, 3))
    if not is_wanted("linalg"):
        return
    lowered = jax.jit(with_optimizer(mlp_loss, optimizer)).lower(*arguments)
    names = get_names(arguments[0], "params") + get_names(arguments[1], "opt_state") + ["x", "y"]
    results = [f'{{jax.result_info = "{n}"}}' for n in get_names(lowered.out_info, "result")]
    text = common.with_locations(to_linalg(lowered), names)
    with open(os.path.join(FOLDER, "clipped.linalg.mlir"), "w") as file:
        file.write(common.annotate_results(text, results))


def get_dictionary(results):
    return {n: t for n, t in named(results[2], "result[2]").items() if "loss" not in n}


clip = optax.clip_by_global_norm
REPORTED_OPTIMIZER = optax.chain(clip(1.0), optax.adam(get_rate))
RATIO_OPTIMIZER = optax.chain(clip(1.0), optax.adam(1.0), clip(0.5))
STEP_MAKERS = {
    "adam": lambda: write_optax("adam", mlp_loss, mlp(), optax.adam(0.02), lambda s: s[0]),
    "adamw": make_adamw,
    "momentum": lambda: write_velocity("momentum", momentum_step, 0.05),
    "layers": lambda: write_optax("layers", layers_loss, layers(), optax.adam(0.02), lambda s: s[0]),
    "clipped": lambda: write_optax("clipped", mlp_loss, mlp(), optax.chain(clip(1.0), optax.adam(0.02)),
                                   lambda s: s[1][0]),
    "late": lambda: write_optax("late", mlp_loss, mlp(), optax.chain(optax.adam(0.02), clip(0.15)), lambda s: s[0][0]),
    "stacked": lambda: write_optax("stacked", None, stacked(), STACKED_OPTIMIZER, lambda s: s[1][0], step=stacked_step,
                                   others=("frozen", {"embedding": normal(6, 6, scale=0.4)})),
    "mixed": lambda: write_optax("mixed", mixed_loss, mixed(), optax.chain(clip(0.7), optax.sgd(0.02, momentum=0.9)),
                                 lambda s: s[1][0], roles=["trace"]),
    "norms": lambda: write_velocity("norms", norms_step, 0.8),
    "adaptive": lambda: write_optax("adaptive", mlp_loss, mlp(),
                                    optax.chain(optax.adaptive_grad_clip(0.1), optax.clip(0.05), optax.adam(0.02)),
                                    lambda s: s[2][0]),
    "by_hand": make_by_hand,
    "twice": lambda: write_optax("twice", mlp_loss, mlp(), optax.chain(clip(1.0), optax.adam(0.02), clip(0.15)),
                                 lambda s: s[1][0]),
    "linalg": make_linalg,
    "returned": lambda: write_optax("returned", None, mlp(), optax.adam(0.02), lambda s: s[0], step=returned_step,
                                    get_reports=lambda results: {"result[3]": results[3]}),
    "reported": lambda: write_optax("reported", None, mlp(), REPORTED_OPTIMIZER, lambda s: s[1][0], step=reported_step,
                                    get_next=lambda results, a: (results[2]["loss"], results[:2]),
                                    get_reports=get_dictionary),
    "scanned": lambda: write_optax("scanned", None, layers(), optax.adamw(0.02), lambda s: s[0], step=scanned_step,
                                   get_next=lambda results, a: (results[0], results[2:]),
                                   get_reports=lambda results: named(results[1], "result[1]")),
    "ratio": lambda: write_optax("ratio", None, mlp(), RATIO_OPTIMIZER, lambda s: s[1][0], step=ratio_step,
                                 get_reports=lambda results: named(results[3], "result[3]")),
    "raveled": make_raveled,
    "numbers": make_numbers,
    "adan": lambda: write_optax("adan", mlp_loss, mlp(), optax.adan(0.02), lambda s: s[0], roles=("m", "v", "n", "g")),
    "adafactor": make_adafactor,
}


def main():
    wanted.update(sys.argv[1:])
    for make in STEP_MAKERS.values():
        make()


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    # Names of folders of this machine are of no use.
    jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")
    main()
