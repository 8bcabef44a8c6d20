# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes small programs of StableHLO ops and what JAX computes of them.

  python3 -m venv venv
  venv/bin/pip install jax numpy safetensors
  venv/bin/python make_stablehlo.py

Each function below becomes stablehlo/NAME.mlir, as JAX prints it in generic form,
and stablehlo/NAME.safetensors: its arguments and its results (result0, ...).
"""

import inspect
import os

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from safetensors.numpy import save_file

PROGRAMS = {}
random = np.random.default_rng(5)


def program(*arguments):
    def add(function):
        PROGRAMS[function.__name__] = (function, arguments)
        return function
    return add


def floats(*shape, low=-2.0, high=2.0, dtype=np.float32):
    return random.uniform(low, high, shape).astype(dtype)


def integers(*shape, low=-9, high=10, dtype=np.int32):
    return random.integers(low, high, shape).astype(dtype)


EDGES = np.array([0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, 1e-30, 1e30, np.inf, -np.inf, np.nan, 3e9, -3e9, 300],
                 np.float32)


@program(floats(4, 5), floats(4, 5))
def arithmetic(x, y):
    return (x + y, x - y, x * y, x / y, jnp.maximum(x, y), jnp.minimum(x, y), -x, jnp.abs(x), jnp.sign(x),
            jnp.power(jnp.abs(x), y), lax.rem(x, y), jnp.clip(x, -1, y), jnp.where(x > y, x, 2.0), lax.atan2(x, y),
            lax.clamp(-0.5, x, 0.5), jnp.square(x), lax.integer_pow(x, 5), lax.integer_pow(x, -3))


@program(EDGES)
def edges(x):
    return (jnp.sign(x), lax.is_finite(x), jnp.isinf(x), jnp.isnan(x), jnp.floor(x), jnp.ceil(x), jnp.round(x),
            lax.round(x, lax.RoundingMethod.AWAY_FROM_ZERO), jnp.maximum(x, 0), jnp.minimum(x, 0), jnp.abs(x),
            x.astype(jnp.int32), x.astype(jnp.int8), x.astype(jnp.uint8), x.astype(jnp.uint32), x.astype(jnp.bool_),
            x.astype(jnp.bfloat16).astype(jnp.float32), x.astype(jnp.float16).astype(jnp.float32),
            lax.reduce_precision(x, 5, 10), lax.reduce_precision(x, 8, 3), lax.nextafter(x, jnp.float32(1)),
            lax.bitcast_convert_type(x, jnp.uint32), lax.bitcast_convert_type(x, jnp.uint8),
            lax.bitcast_convert_type(lax.bitcast_convert_type(x, jnp.uint16), jnp.float32), jnp.argsort(x),
            x == x, x != x, x < 1, x <= 1, x > 1, x >= 1)


@program(floats(32, low=-0.99, high=0.99), floats(32, low=0.1, high=4), floats(32, low=-6, high=6))
def functions(u, p, x):
    return (jnp.exp(x), jnp.expm1(u), jnp.log(p), jnp.log1p(u), jnp.sqrt(p), lax.rsqrt(p), jnp.cbrt(x), jnp.sin(x),
            jnp.cos(x), jnp.tan(u), jnp.tanh(x), jax.nn.sigmoid(x), jnp.arcsin(u), jnp.arccos(u), jnp.arctan(x),
            jnp.sinh(x), jnp.cosh(x), jnp.arcsinh(x), jnp.arccosh(p + 1), jnp.arctanh(u), lax.erf(x), lax.erfc(x),
            lax.erf_inv(u), lax.lgamma(x), lax.digamma(x), jax.nn.gelu(x), jax.nn.silu(x), jax.nn.softplus(x))


@program(integers(24), integers(24), integers(24, low=0, high=40))
def signed_integers(x, y, s):
    return (x + y, x * y, x // jnp.where(y == 0, 1, y), lax.div(x, y), lax.rem(x, y), jnp.abs(x), jnp.sign(x), ~x,
            x & y, x | y, x ^ y, lax.shift_left(x, s), lax.shift_right_logical(x, s),
            lax.shift_right_arithmetic(x, s), lax.population_count(x), lax.clz(x), x < y, jnp.maximum(x, y),
            lax.integer_pow(x, 3), x.astype(jnp.float32), x.astype(jnp.int8), x.astype(jnp.uint8), x.astype(jnp.bool_))


@program(integers(24, low=0, high=256, dtype=np.uint8), integers(24, low=0, high=256, dtype=np.uint8))
def unsigned_integers(x, y):
    return (x + y, x * y, lax.div(x, y), lax.rem(x, y), x < y, x > y, jnp.maximum(x, y), x.astype(jnp.int32),
            x.astype(jnp.int8), x.astype(jnp.float32), x.astype(jnp.uint32) << 20, lax.shift_right_logical(x, y % 10),
            lax.shift_right_arithmetic(x, y % 10), jnp.sum(x), jnp.max(x), jnp.sort(x))


@program(integers(3, 4, low=0, high=2, dtype=np.bool_), integers(3, 4, low=0, high=2, dtype=np.bool_))
def booleans(x, y):
    return (x & y, x | y, x ^ y, ~x, jnp.any(x, 0), jnp.all(x, 1), x.astype(jnp.float32), x.astype(jnp.int8),
            jnp.sum(x), x == y, x < y, jnp.where(x, 1, 2), jnp.argmax(x, 1), jnp.cumsum(x, 1))


@program(floats(2, 3, 4), floats(4))
def shapes(x, b):
    return (x + b, x.reshape(6, 4), x.reshape(4, 3, 2), x.transpose(2, 0, 1), x[:, ::2, 1:], x[:, ::-1],
            jnp.concatenate([x, x + 1], 1), jnp.concatenate([x[:, :0], x], 1),
            lax.pad(x, jnp.float32(9), [(1, 0, 2), (-1, 2, 0), (0, -1, 1)]),
            lax.pad(x, jnp.float32(9), [(-1, 3, 1), (-2, -1, 3), (2, 1, 0)]),
            jnp.broadcast_to(x[:, :1], (2, 5, 4)), jnp.broadcast_to(b[:, None], (4, 3)),
            jnp.stack([b, b]), jnp.tile(b, 3), lax.rev(x, (0, 2)), x[..., None][0], jnp.arange(5) * 2,
            lax.broadcasted_iota(jnp.uint8, (2, 300), 1), jnp.eye(3), x[:, :, :0].sum(2), jnp.zeros((0, 3)).sum(0))


@program(floats(2, 3, 4), floats(2, 4, 5), floats(3, 4), integers(3, 4, dtype=np.int8),
         integers(4, 2, low=0, high=256, dtype=np.uint8), integers(3, 4, low=0, high=2, dtype=np.bool_))
def products(a, b, c, i, u, t):
    return (a @ b, jnp.einsum("bij,bjk->bki", a, b), jnp.einsum("bij,ij->b", a, c), c.T @ c, jnp.dot(c[0], c[1]),
            jnp.outer(c[0], c[1]), jnp.einsum("bij,bjk->k", a, b),
            lax.dot_general(i, i, (((1,), (1,)), ((), ())), preferred_element_type=jnp.int32),
            lax.dot_general(i.astype(jnp.uint8), u, (((1,), (0,)), ((), ())), preferred_element_type=jnp.uint32),
            lax.dot_general(t.astype(jnp.float32), c, (((1,), (1,)), ((), ()))),
            lax.dot_general(c.astype(jnp.bfloat16), c.astype(jnp.bfloat16), (((1,), (1,)), ((), ())),
                            preferred_element_type=jnp.float32),
            jnp.einsum("bij,cjk->bcik", a, b))


@program(floats(2, 6, 7, 4), floats(3, 2, 4, 6), floats(3, 3, 2, 8), floats(2, 4, 9), floats(6, 2, 3))
def convolutions(x, k, g, line, row):
    image = ("NHWC", "HWIO", "NHWC")
    call = lambda *a, **k: lax.conv_general_dilated(*a, **k)
    return (call(x, k, (1, 1), "SAME", dimension_numbers=image),
            call(x, k, (2, 1), [(1, 2), (0, 3)], rhs_dilation=(1, 2), dimension_numbers=image),
            call(x, k, (1, 1), [(2, 1), (1, -1)], lhs_dilation=(2, 3), dimension_numbers=image),
            call(x, g, (1, 2), "VALID", dimension_numbers=image, feature_group_count=2),
            lax.conv_transpose(x, k, (2, 2), "SAME", dimension_numbers=image),
            call(x.transpose(0, 3, 1, 2), k.transpose(3, 2, 0, 1), (1, 1), "SAME"),
            call(line, row, (1,), "SAME", feature_group_count=2, dimension_numbers=("NCH", "OIH", "NCH")),
            call(jnp.concatenate([line, line]), line[:, :, :3], (1,), "VALID", batch_group_count=2,
                 dimension_numbers=("NCH", "OIH", "NCH")),
            jax.grad(lambda k: jnp.sum(call(x, k, (2, 2), "SAME", dimension_numbers=image) ** 2))(k),
            jax.grad(lambda x: jnp.sum(call(x, g, (2, 1), "SAME", dimension_numbers=image,
                                            feature_group_count=2) ** 2))(x))


@program(floats(3, 4, 5), integers(3, 8))
def reductions(x, i):
    return (jnp.sum(x), jnp.sum(x, (0, 2)), jnp.prod(x, 1), jnp.max(x, 0), jnp.min(x, 2), jnp.argmax(x, 1),
            jnp.argmin(x, 2), jnp.sum(i, 1), jnp.max(i), jnp.argmax(i, 1), jnp.any(x > 1.9), jnp.mean(x, 0),
            jnp.var(x, 1), jax.nn.logsumexp(x, 2), jax.nn.softmax(x, 1), jnp.cumsum(x, 1), jnp.cumprod(x, 2),
            lax.cummax(x, 1), lax.cumlogsumexp(x, 0), lax.reduce(x, np.float32(1), lambda a, b: a + b * 0.5 * 2, (1,)),
            jnp.bitwise_and.reduce(i, 1))


@program(floats(2, 7, 8, 3))
def windows(x):
    pool = lambda f, i, w, s, p, **k: lax.reduce_window(x, np.float32(i), f, w, s, p, **k)
    window = (1, 3, 2, 1)
    return (pool(lax.max, -np.inf, window, (1, 2, 2, 1), "SAME"), pool(lax.add, 0, window, (1, 1, 1, 1), "VALID"),
            pool(lax.add, 0, window, (1, 2, 1, 1), [(0, 0), (2, 1), (0, 3), (0, 0)], window_dilation=(1, 2, 2, 1)),
            pool(lax.min, np.inf, window, (1, 1, 3, 1), [(0, 0), (1, 1), (1, 0), (0, 0)], base_dilation=(1, 2, 1, 1)),
            jax.grad(lambda x: jnp.sum(lax.reduce_window(x, -jnp.inf, lax.max, window, (1, 2, 2, 1), "SAME") ** 2))(x),
            jax.grad(lambda x: jnp.sum(lax.reduce_window(x, -jnp.inf, lax.max, window, (1, 1, 1, 1), "VALID") ** 3))(x))


@program(floats(6, 4), integers(2, 3, low=-8, high=9), floats(2, 3, 4), floats(2, 5, 3), integers(2, 4, low=0, high=5))
def indices(t, i, u, b, j):
    at = t.at[i]
    return (t[i], t.at[i].get(mode="fill", fill_value=7), t.at[i].get(mode="clip"), t[i, 1], t[:, i % 4],
            t[i % 6, i % 4], at.add(u), at.add(u, mode="clip"), at.mul(u), at.max(u), at.min(u, mode="drop"),
            t.at[jnp.array([4, 1, 0])].set(u[0]), t.at[i % 6, 2].add(u[..., 0]), t.at[:, i % 4].add(1.0),
            jnp.take_along_axis(b, j[..., None], 1), jax.vmap(lambda b, j: b[j])(b, j),
            jax.vmap(lambda b, j: b.at[j].add(1.5))(b, j),
            jax.grad(lambda t: jnp.sum(t[i] ** 2))(t), jax.grad(lambda b: jnp.sum(jnp.take_along_axis(b, j[..., None], 1) ** 2))(b),
            jax.ops.segment_sum(u.reshape(6, 4), jnp.abs(i).reshape(6), 5),
            lax.scatter_add(t, jnp.array([[3], [5]]), jnp.ones((2, 3, 2), jnp.float32),
                            lax.ScatterDimensionNumbers((1, 2), (), (0,)), mode="drop"))


@program(floats(5, 6), np.int32(4), np.int32(-3), floats(2, 3))
def dynamic_slices(x, i, j, u):
    return (lax.dynamic_slice(x, (i, j), (2, 3)), lax.dynamic_slice(x, (j, i), (5, 2)),
            lax.dynamic_update_slice(x, u, (i, j)), lax.dynamic_index_in_dim(x, i, 0, False),
            lax.dynamic_update_index_in_dim(x, u[0, 0] * jnp.ones(6), j, 0), x[i], x.at[i].set(1.0),
            jax.grad(lambda x: jnp.sum(lax.dynamic_slice(x, (i, j), (2, 3)) ** 2))(x))


@program(floats(3, 9), integers(3, 9, low=0, high=4))
def sorts(x, i):
    return (jnp.sort(x, 1), jnp.sort(x, 0), jnp.argsort(i, 1), -jnp.sort(-x, 1), lax.sort((i, x), num_keys=2),
            lax.sort((i, x), num_keys=1, is_stable=True), lax.top_k(x, 3), lax.top_k(i, 9), jnp.median(x, 1),
            jax.grad(lambda x: jnp.sum(jnp.sort(x, 1)[:, :4] ** 2))(x))


@program(floats(4), np.int32(3), np.int32(7), floats(3, 4, 4))
def control_flow(x, n, m, w):
    return (lax.fori_loop(0, 5, lambda i, x: x * 0.9 + i, x), lax.while_loop(lambda c: c[0] < n, lambda c: (c[0] + 1, c[1] * 2), (0, x)),
            lax.while_loop(lambda x: jnp.sum(x * x) < 100, lambda x: x * 1.5, x), lax.cond(n > 2, lambda x: x + 1, lambda x: x - 1, x),
            lax.switch(n - 2, [lambda x: x, lambda x: x * 3, lambda x: x[::-1]], x), lax.switch(m, [jnp.sin, jnp.cos], x),
            lax.scan(lambda c, w: (jnp.tanh(c @ w), c), x, w), lax.scan(lambda c, w: (c + 1, c * w[0, 0]), 0.0, w, reverse=True),
            jax.grad(lambda w: jnp.sum(lax.scan(lambda c, w: (jnp.tanh(c @ w), None), x, w)[0]))(w),
            lax.map(lambda w: w @ x, w), lax.associative_scan(jnp.add, w))


@program(np.array([7, 1 << 31], np.uint32), floats(3, 4))
def random_keys(key, x):
    first, second = jax.random.split(key)
    return (first, jax.random.bits(second, (7,)), jax.random.uniform(first, (3, 4)), jax.random.normal(second, (9,)),
            jax.random.bernoulli(first, 0.3, (11,)), jax.random.randint(second, (6,), 0, 100), jax.random.permutation(first, 8),
            jax.random.categorical(second, x), jax.random.fold_in(first, 5), jnp.where(jax.random.bernoulli(first, 0.5, x.shape), x / 0.5, 0),
            jax.random.gumbel(first, (4,)), jax.random.truncated_normal(second, -1, 1, (5,)))


@program(floats(4, 5), floats(4, 5))
def calls(w, x):
    """jit'ed functions in regions, which JAX prints as calls there; a call in a call, one twice."""
    larger = lambda a, b: jnp.where(a > b, a, b)
    return (lax.reduce(w * x, np.float32(-9), lambda a, b: larger(larger(a, b), b), (1,)),
            x.at[:, jnp.array([0, 2])].apply(lambda v: jnp.clip(jax.nn.relu(v), 0.5, 1)),
            x.at[jnp.array([[1], [3]])].apply(lambda v: jax.nn.elu(v)), lax.map(lambda r: jax.nn.relu(r), x))


def write(name, function, arguments):
    names = list(inspect.signature(function).parameters)
    flat = lambda *a: tuple(jax.tree.leaves(function(*a)))
    flat.__signature__ = inspect.signature(function)
    flat.__name__ = name
    lowered = jax.jit(flat).lower(*arguments)
    text = lowered.compiler_ir().operation.get_asm(print_generic_op_form=True, enable_debug_info=False)
    results = {f"result{i}": np.asarray(r) for i, r in enumerate(lowered.compile()(*arguments))}
    base = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stablehlo", name)
    with open(base + ".mlir", "w") as file:
        file.write(text)
    values = {f"arg{i}": np.asarray(a) for i, a in enumerate(arguments)} | results
    save_file({k: np.array(v, order="C") for k, v in values.items()}, base + ".safetensors")
    print(f"{name}: {len(names)} arguments, {len(results)} results, {len(text)} characters")


if __name__ == "__main__":
    os.makedirs(os.path.join(os.path.dirname(os.path.abspath(__file__)), "stablehlo"), exist_ok=True)
    for name, (function, arguments) in PROGRAMS.items():
        write(name, function, arguments)
