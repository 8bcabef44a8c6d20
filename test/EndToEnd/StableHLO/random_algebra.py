# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random batch normalizations, decompositions and triangular systems."""

import numpy as np

import algebra
from values import Tensor, rounded


def positive(g, element, shape):
    return g.fresh(Tensor(element, rounded(element, np.abs(g.tensor(element, shape, "plain").array) + 0.25)))


def batch_norm(g):
    """One of the three ops; `values` holds an operand of each feature."""
    element, shape = g.rng.choice(("f32", "f64")), [n or 1 for n in g.shape(ranks=(1, 2, 3, 4))]
    feature = g.rng.randrange(len(shape))
    own, epsilon = [shape[feature]], g.rng.choice((0.5, 0.001953125))
    plain = lambda sizes: g.fresh(g.tensor(element, sizes, "plain"))
    x, scale, offset, mean, variance = plain(shape), plain(own), plain(own), plain(own), positive(g, element, own)
    text = f"epsilon = {epsilon:.6e} : f32, feature_index = {feature} : i64"
    kind = g.rng.choice(("inference", "training", "grad"))
    if kind == "inference":
        g.op("batch_norm_inference", [x, scale, offset, mean, variance], [(element, shape)], text,
             lambda *t: algebra.batch_norm_inference(*t, epsilon, feature))
    elif kind == "training":
        g.op("batch_norm_training", [x, scale, offset], [(element, shape), (element, own), (element, own)], text,
             lambda *t: algebra.batch_norm_training(*t, epsilon, feature))
    else:
        g.op("batch_norm_grad", [x, scale, mean, variance, plain(shape)], [(element, shape), (element, own), (element, own)],
             text, lambda *t: algebra.batch_norm_grad(*t, epsilon, feature))


def cholesky(g):
    """Of B Bt + I, so that it exists."""
    element, n = g.rng.choice(("f32", "f64")), g.rng.choice((1, 2, 3, 4))
    shape = [*g.shape(ranks=(0, 0, 1)), n, n]
    b = g.tensor(element, shape, "plain").array
    a = g.fresh(Tensor(element, rounded(element, b @ np.swapaxes(b, -1, -2) + np.eye(n))))
    lower = g.chance(0.5)
    g.op("cholesky", [a], [(element, shape)], f"lower = {str(lower).lower()}", lambda t: algebra.cholesky(t, lower))


def triangular_solve(g):
    element, n, batch = g.rng.choice(("f32", "f64")), g.rng.choice((1, 2, 3, 4)), g.shape(ranks=(0, 0, 1))
    left, lower, unit = (g.chance(0.5) for _ in range(3))
    small = g.tensor(element, [*batch, n, n], "plain").array / 8
    a = g.fresh(Tensor(element, rounded(element, small + np.eye(n) * g.rng.choice((1.5, -2.0, 3.0)))))
    b = g.fresh(g.tensor(element, [*batch, *([n, 3] if left else [3, n])], "plain"))
    transpose = g.rng.choice(("NO_TRANSPOSE", "TRANSPOSE", "ADJOINT"))
    text = (f"left_side = {str(left).lower()}, lower = {str(lower).lower()}, "
            f"transpose_a = #stablehlo<transpose {transpose}>, unit_diagonal = {str(unit).lower()}")
    g.op("triangular_solve", [a, b], [(element, b.shape)], text,
         lambda s, t: algebra.triangular_solve(s, t, left, lower, unit, transpose != "NO_TRANSPOSE"))
