# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles a model or training step into a pipeline, proves it, and runs it.

    import pipemlir

    step = pipemlir.jax.compile(jax.value_and_grad(loss), params, x, y, ranks=4, micro_batches=8)
    loss, gradients = step(params, xs, ys)

    session = pipemlir.compile("model.mlir", ranks=4, micro_batches=8)
    session = pipemlir.load("model.pipe")
    print(pipemlir.plan(schedule="zbv", ranks=8, micro_batches=64))

The tools and libpipesession of pipe-mlir are found where PIPEMLIR_HOME says (a build folder or
an installed prefix), beside this package, or where pipe-compile is on the PATH.
"""

import importlib

from .compiler import CompileError, compile
from .errors import Error
from .planner import Plan, plan
from .session import Session, SessionError, load

__all__ = ["CompileError", "Error", "Plan", "Session", "SessionError", "compile", "jax", "load", "plan", "torch"]


def __getattr__(name):
    """Front ends are imported when they are first used."""
    if name in ("jax", "torch"):
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module 'pipemlir' has no attribute '{name}'")
