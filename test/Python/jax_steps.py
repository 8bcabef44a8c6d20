# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Steps of JAX as pipelines, compared with JAX itself: jax_steps.py CACHE"""

import sys

import jax
import jax.numpy as jnp
import numpy as np

import pipemlir
from expect import near, refused

CACHE = sys.argv[1]
RNG = np.random.default_rng(0)


def normal(*shape):
    return RNG.standard_normal(shape).astype(np.float32)


def make(function, *arguments, ranks=2, micro_batches=4, **options):
    return pipemlir.jax.compile(function, *arguments, ranks=ranks, micro_batches=micro_batches, cache=CACHE, **options)


def near_trees(found, expected, what):
    assert jax.tree.structure(found) == jax.tree.structure(expected), what
    for (path, a), (_, b) in zip(*(jax.tree_util.tree_leaves_with_path(tree) for tree in (found, expected))):
        assert isinstance(a, jax.Array) and a.dtype == b.dtype, (what, path, a.dtype, b.dtype)
        near(a, b, what + jax.tree_util.keystr(path))


# Lists, tuples and dictionaries in each other.
PARAMS = {"layers": [(normal(8, 8) / 3, normal(8)) for _ in range(4)], "head": {"w": normal(8, 3), "scale": normal(3)}}
X, Y = normal(24, 8), normal(24, 3)


def predict(params, x):
    for w, b in params["layers"]:
        x = jnp.tanh(x @ w + b)
    return (x @ params["head"]["w"]) * params["head"]["scale"]


def mse(params, x, y):
    return jnp.mean((predict(params, x) - y) ** 2)


def schedules():
    step = jax.value_and_grad(mse)
    expected = step(PARAMS, X, Y)
    for options in ({"schedule": "1f1b"}, {"schedule": "1f1b", "ranks": 4}, {"schedule": "zb-h1", "ranks": 3},
                    {"schedule": "interleaved-1f1b", "virtual_stages": 2}, {"schedule": "zbv", "transport": "guarded"}):
        compiled = make(step, PARAMS, X[:6], Y[:6], **options)
        near_trees(compiled(PARAMS, X, Y), expected, str(options))
        assert compiled.session.schedule == options["schedule"]
        compiled.close()


def new_parameters():
    """Arrays of JAX are known by what they are, those of NumPy may have changed."""
    step = jax.value_and_grad(mse)
    compiled = make(step, PARAMS, X[:6], Y[:6])
    params = jax.tree.map(jnp.asarray, PARAMS)
    for _ in range(3):
        loss, gradients = compiled(params, X, Y)
        near_trees((loss, gradients), step(params, X, Y), "updated")
        params = jax.tree.map(lambda p, g: p - 0.1 * g, params, gradients)
    mutable = jax.tree.map(np.array, PARAMS)
    compiled(mutable, X, Y)
    mutable["head"]["w"] *= 2
    near_trees(compiled(mutable, X, Y), step(mutable, X, Y), "changed in place")
    # What was written beside the step is written over by its arguments.
    expected = compiled(params, X, Y)
    compiled.session.parameters["params['head']['w']"] = normal(8, 3)
    near_trees(compiled(params, X, Y), expected, "written beside")
    assert "values bit-equal" in compiled.check()
    assert len(compiled.memory()) == 2


def outputs():
    """What comes beside the loss is stacked over the micro-batches, and so is what a function without loss gives."""
    def with_aux(params, x, y):
        prediction = predict(params, x)
        return jnp.mean((prediction - y) ** 2), {"prediction": prediction, "largest": jnp.max(prediction)}

    step = jax.value_and_grad(with_aux, has_aux=True)
    (loss, aux), gradients = make(step, PARAMS, X[:6], Y[:6])(PARAMS, X, Y)
    (own_loss, own_aux), own_gradients = step(PARAMS, X, Y)
    near_trees((loss, gradients), (own_loss, own_gradients), "aux")
    near(aux["prediction"].reshape(24, 3), own_aux["prediction"], "prediction")
    near(aux["largest"].max(), own_aux["largest"], "largest")
    inferred = make(predict, PARAMS, X[:6], mode="infer", schedule="forward-only")(PARAMS, X)
    near(inferred.reshape(24, 3), predict(PARAMS, X), "inference")


def roles():
    """Gradients of one of several arguments, of one array, of what the loss does not read, and sums."""
    def lora(extra, base, x, y):
        return jnp.mean(((x @ (base["w"] + extra["a"] @ extra["b"])) * base["s"] - y) ** 2)

    extra, base = {"a": normal(8, 2), "b": normal(2, 3)}, {"w": normal(8, 3), "s": normal(3)}
    step = jax.value_and_grad(lora)
    compiled = make(step, extra, base, X[:6], Y[:6], batch_argnums=(2, -1))
    near_trees(compiled(extra, base, X, Y), step(extra, base, X, Y), "lora")

    def linear(w, x, y):
        return jnp.sum((x @ w - y) ** 2)

    w, step = normal(8, 3), jax.value_and_grad(linear)
    near_trees(make(step, w, X[:6], Y[:6], gradients="sum")(w, X, Y), step(w, X, Y), "sum")

    def unread(params, x, y):
        return linear(params["w"], x, y)

    params, step = {"w": w, "spare": normal(5)}, jax.value_and_grad(unread)
    _, gradients = make(step, params, X[:6], Y[:6], gradients="sum")(params, X, Y)
    assert gradients["spare"].shape == (5,) and not gradients["spare"].any()
    near(gradients["w"], step(params, X, Y)[1]["w"], "read")


def stacked():
    """Parameters that are stacks of layers, of which each rank holds a part, and one that no rank holds."""
    def deep(params, x, y):
        x, _ = jax.lax.scan(lambda x, layer: (jnp.tanh(x @ layer["w"] + layer["b"]), None), x, params["layers"])
        return jnp.mean((x - y) ** 2)

    params = {"layers": {"w": normal(6, 8, 8) / 3, "b": normal(6, 8)}, "spare": normal(5)}
    x, y, step = X, normal(24, 8), jax.value_and_grad(deep)
    compiled = make(step, params, x[:6], y[:6], ranks=3)
    value, gradients = compiled(params, x, y)
    expected_value, expected = step(params, x, y)
    near_trees((value, gradients["layers"]), (expected_value, expected["layers"]), "stacked")
    assert not gradients["spare"].any()
    for path, leaf in jax.tree_util.tree_leaves_with_path(params):
        assert (compiled.session.parameters["params" + jax.tree_util.keystr(path)] == leaf).all(), path
    held = [ranks["parameters"] for ranks in compiled.memory()]
    # A layer is 256 bytes and 32, which take 64; the spare parameter takes none.
    assert sum(held) == 6 * (256 + 64) and min(held) > 0, held


def types():
    """Numbers of 64 bits become what JAX makes of them; keys are one for each micro-batch; bf16."""
    def noisy(params, key, x, y):
        return mse(params, x + 0.1 * jax.random.normal(key, x.shape), y)

    step = jax.value_and_grad(noisy)
    keys = jax.random.split(jax.random.key(7), 4)
    compiled = make(step, PARAMS, keys[0], X[:6], Y[:6])
    each = [step(PARAMS, keys[m], X[6 * m : 6 * m + 6], Y[6 * m : 6 * m + 6]) for m in range(4)]
    mean = jax.tree.map(lambda *values: sum(values) / 4, *each)
    near_trees(compiled(PARAMS, keys, X, Y), mean, "keys")
    near_trees(compiled(PARAMS, keys, X.astype(np.float64), Y.astype(np.float64)), mean, "f64")

    def bits(params, x, y):
        return jnp.mean(((x @ params["w"]).astype(jnp.float32) - y) ** 2)

    params = {"w": jnp.asarray(normal(8, 3), jnp.bfloat16)}
    x, step = jnp.asarray(X, jnp.bfloat16), jax.value_and_grad(bits)
    loss, gradients = make(step, params, x[:6], Y[:6])(params, x, Y)
    own_loss, own = step(params, x, Y)
    assert gradients["w"].dtype == jnp.bfloat16
    assert abs(loss - own_loss) < 1e-2 * own_loss
    difference = np.asarray(gradients["w"], np.float32) - np.asarray(own["w"], np.float32)
    assert np.linalg.norm(difference) < 3e-2 * np.linalg.norm(np.asarray(own["w"], np.float32))


def refusing():
    step = jax.value_and_grad(mse)
    compiled = make(step, PARAMS, X[:6], Y[:6])
    head = PARAMS["head"]
    other = lambda **values: {**PARAMS, "head": {**head, **values}}
    refused(lambda: compiled(PARAMS, X), "the step takes 3 arguments, params, x, y, but is given 2")
    refused(lambda: compiled(other(extra=X), X, Y), "'params['head']['extra']' was not there when the step was traced")
    refused(lambda: compiled({"layers": PARAMS["layers"], "head": {"w": head["w"]}}, X, Y),
            "'params['head']['scale']' is missing, which the step was traced with")
    lists = {**PARAMS, "layers": [list(layer) for layer in PARAMS["layers"]]}
    refused(lambda: compiled(lists, X, Y), "'params' is another tree than the step was traced with")
    refused(lambda: compiled(other(w=X), X, Y),
            "'params['head']['w']' is float32[8, 3], but is given float32[24, 8]")
    refused(lambda: compiled(PARAMS, X[:23], Y), "'x' has 23 rows in dimension 0, but 4 micro-batches of 6 need 24")
    refused(lambda: compiled(PARAMS, X, Y.astype(np.int32)), "'y' is int32[24, 3]")
    refused(lambda: make(step, PARAMS), "no argument holds the batch")
    refused(lambda: make(step, PARAMS, X[:6], Y[:6], optimizer="sgd"), "the bundle updates its parameters by itself")
    refused(lambda: make(step, PARAMS, X[:6], Y[:6], schedule="none"), "unknown schedule 'none'")
    both = jax.value_and_grad(mse, argnums=(0,))
    refused(lambda: make(both, PARAMS, X[:6], Y[:6]), "it must return a value and the gradients of one argument")


def exporting():
    path = CACHE + "/step.mlir"
    pipemlir.jax.export(path, jax.value_and_grad(mse), PARAMS, X[:6], Y[:6])
    session = pipemlir.compile(path, cache=CACHE, ranks=2, micro_batches=4, batch=["x", "y"], optimizer="sgd",
                               learning_rate=0.1)
    for path, leaf in jax.tree_util.tree_leaves_with_path(PARAMS):
        session.parameters["params" + jax.tree_util.keystr(path)] = leaf
    losses = [session.step({"x": X, "y": Y})["loss"].mean() for _ in range(5)]
    assert losses == sorted(losses, reverse=True) and session.updated


for test in (schedules, new_parameters, outputs, roles, stacked, types, refusing, exporting):
    test()
    print(f"{test.__name__}: ok")
