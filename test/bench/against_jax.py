# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One rank against JAX's own jitted step and against IREE, one thread each.

  python3 -m venv venv
  venv/bin/pip install jax iree-base-compiler iree-base-runtime numpy safetensors
  PATH=build/dev/bin:$PATH venv/bin/python test/bench/against_jax.py

The model is that of test/Inputs/models/make_jax.py at width 256: 4 blocks, 8
heads, 64 tokens, vocabulary 256, 4 rows a micro-batch. All three run the same
training step (loss and every gradient) of one micro-batch on one pinned core,
in turns; each time is the best of all turns. Prints times and ratios.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
import time

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Inputs", "models"))

import iree.compiler
import iree.runtime
import jax
import numpy as np
from safetensors.numpy import save_file

import make_jax

TURNS, CALLS, MICRO_BATCHES = 5, 10, 8
UNITS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def best(function):
    """Best wall time of one call in seconds, out of CALLS."""
    times = []
    for _ in range(CALLS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def make_iree(text, arguments):
    """Returns a function that runs the step as IREE compiled it."""
    flags = ["--iree-llvmcpu-target-cpu=host", "--iree-opt-level=O3"]
    binary = iree.compiler.compile_str(text, target_backends=["llvm-cpu"], input_type="none", extra_args=flags)
    context = iree.runtime.SystemContext(config=iree.runtime.Config("local-sync"))
    context.add_vm_module(iree.runtime.VmModule.copy_buffer(context.instance, binary))
    main = context.modules["jit_loss"]["main"]
    device = context.config.device
    placed = [iree.runtime.asdevicearray(device, a) for a in arguments]
    return lambda: [np.asarray(r) for r in main(*placed)]


def make_ours(text, names, params, batches, folder):
    """Returns a function that gives the seconds of our step a micro-batch."""
    path = lambda name: os.path.join(folder, name)
    with open(path("joint.mlir"), "w") as f:
        f.write(make_jax.common.with_names(text, names))
    save_file({n: np.ascontiguousarray(params[n]) for n in names if n in params}, path("parameters.safetensors"))
    save_file({f"batch{i}": np.ascontiguousarray(b) for i, b in enumerate(batches)}, path("inputs.safetensors"))
    subprocess.run(["pipe-compile", path("joint.mlir"), "-o", path("model.pipe"), "--ranks=1", "--schedule=1f1b",
                    f"--micro-batches={MICRO_BATCHES}", "--batch=batch0,batch1"], check=True)
    command = ["pipe-run", path("model.pipe"), f"--parameters={path('parameters.safetensors')}",
               f"--inputs={path('inputs.safetensors')}", f"--steps={CALLS}", "--timeline"]

    def measure():
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        value, unit = re.search(r"([\d.]+) (\w+) shortest", run.stdout).groups()
        return float(value) * UNITS[unit] / MICRO_BATCHES

    return measure


def main():
    params, loss, batches = make_jax.gpt(width=256, blocks=4, heads=8, length=64, vocabulary=256, rows=4)
    first = make_jax.slice_of(batches, 0)
    step = jax.jit(jax.value_and_grad(loss))
    text = make_jax.to_linalg(step.lower(params, *first))
    names = sorted(params) + ["batch0", "batch1"]
    on_device = jax.device_put((params, *first))
    jax_step = lambda: jax.block_until_ready(step(*on_device))
    iree_step = make_iree(text, [np.asarray(params[n]) for n in sorted(params)] + first)
    with tempfile.TemporaryDirectory() as folder:
        ours = make_ours(text, names, params, batches, folder)
        jax_step(), iree_step()
        times = {"JAX": [], "IREE": [], "pipe": []}
        for _ in range(TURNS):
            times["JAX"].append(best(jax_step))
            times["IREE"].append(best(iree_step))
            times["pipe"].append(ours())
    best_times = {name: min(t) for name, t in times.items()}
    print(f"jax {jax.__version__}, iree {importlib.metadata.version('iree-base-compiler')}, one core")
    for name, seconds in best_times.items():
        print(f"{name:<5} {seconds * 1e3:8.2f} ms a micro-batch, {best_times['JAX'] / seconds:5.2f} x JAX's speed")


if __name__ == "__main__":
    main()
