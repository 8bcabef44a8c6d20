# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Measures what Python adds to a step: PYTHONPATH=tools/python python3 test/bench/python_steps.py

Prints milliseconds to import the package; to compile and load a model the first time and again, from the cache; and
of a step: of pipe-run (the difference between runs of many steps and of one), of a session from Python without and
with batches given and outputs read. Each is the best of several turns. With JAX, in a Python that has it, also a
step of pipemlir.jax with parameters and gradients, with parameters known by ranks and new ones.
"""

import importlib.util
import os
import subprocess
import sys
import tempfile
import time

MODELS = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "Inputs", "models")
TURNS = 5


def measure(call):
    start = time.perf_counter()
    call()
    return 1e3 * (time.perf_counter() - start)


def best(call, count):
    """Milliseconds of one of `count` calls, the best of several turns."""
    call()
    return min(measure(lambda: [call() for _ in range(count)]) / count for _ in range(TURNS))


def measure_import():
    code = ("import time, numpy; start = time.perf_counter(); import pipemlir; "
            "print(1e3 * (time.perf_counter() - start))")
    return min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
               for _ in range(TURNS))


def measure_pipe_run(bundle, data, count):
    def run(steps):
        subprocess.run(["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--steps={steps}"],
                       check=True)

    few, many = (min(measure(lambda: run(n)) for _ in range(TURNS)) for n in (1, count + 1))
    return (many - few) / count


def measure_jax(cache):
    import jax
    import jax.numpy as jnp
    import numpy as np
    import pipemlir

    def loss(params, x, y):
        for w in params:
            x = jnp.tanh(x @ w)
        return jnp.mean((x - y) ** 2)

    rng = np.random.default_rng(0)
    normal = lambda *shape: jnp.asarray(rng.standard_normal(shape), jnp.float32)
    params, x, y = [normal(64, 64) for _ in range(4)], normal(32, 64), normal(32, 64)
    compile = lambda: pipemlir.jax.compile(jax.value_and_grad(loss), params, x[:4], y[:4], ranks=2, micro_batches=8,
                                           cache=cache)
    print(f"JAX, four layers of 64: compile {measure(compile):.0f} ms, again {measure(compile):.0f} ms")
    step = compile()
    step(params, x, y)
    others = [[p + i for p in params] for i in range(2)]
    turn = iter(range(10**9))
    print(f"JAX: session {best(lambda: (step.session.begin(), step.session.finish()), 500):.3f} ms, the same "
          f"parameters {best(lambda: step(params, x, y), 500):.3f} ms, new ones "
          f"{best(lambda: step(others[next(turn) % 2], x, y), 500):.3f} ms")


def main():
    import pipemlir
    from pipemlir import tensor_files

    print(f"import of pipemlir behind NumPy: {measure_import():.0f} ms")
    with tempfile.TemporaryDirectory() as cache:
        for model, count in (("jax_mlp", 2000), ("jax_gpt", 200)):
            path = os.path.join(MODELS, model, "joint.linalg.mlir")
            data = os.path.join(MODELS, model, "reference.safetensors")
            tensors = tensor_files.read(data)
            names = [n for n in tensors if n.startswith("batch")]
            compile = lambda: pipemlir.compile(path, cache=cache, ranks=2, micro_batches=8, batch=names)
            first, again = measure(compile), measure(compile)
            session = compile()
            session.load_parameters(data)
            batch = {n: tensors[n] for n in names}
            session.step(batch)
            alone = measure_pipe_run(session.path, data, count)
            bare = best(lambda: (session.begin(), session.finish()), count)
            whole = best(lambda: session.step(batch), count)
            print(f"{model}: compile {first:.0f} ms, again {again:.1f} ms; a step {alone:.3f} ms by pipe-run, "
                  f"{bare:.3f} ms by begin and finish, {whole:.3f} ms with batch and outputs")
            session.close()
        if importlib.util.find_spec("jax"):
            measure_jax(cache)


if __name__ == "__main__":
    main()
