# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What does a step cost with two replicas against one?

  PATH=build/dev/bin:$PATH python3 test/bench/replicas.py

Trains a model of layers of matrix products on one rank, alone and as two replicas, which
are two threads or two processes: each replica has the same work as the one alone, and the
gradients of all layers are added up. Prints milliseconds of a step, the median of those behind
the first, for models whose gradients are small and large against their work.
"""

import array
import json
import os
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "EndToEnd"))
import safetensors_file as safetensors
import stacked_parameters as model

STEPS = 30
MICRO_BATCHES = 4
# Width of the square matrices, rows of a micro-batch.
MODELS = [(256, 256), (512, 128), (1024, 32)]
VARIANTS = [("1 replica", []), ("2 threads", ["--replicas=2"]),
            ("2 processes", ["--replicas=2", "--processes=2"])]


def tensor(shape, count):
    return safetensors.Tensor("F32", shape, array.array("f", [2.0**-12] * count).tobytes())


def prepare(folder, size, rows):
    """Compiles a model; returns the command that trains it."""
    model.SIZE, model.ROWS = size, rows
    model.H, model.W = f"tensor<{rows}x{size}xf32>", f"tensor<{size}x{size}xf32>"
    model.STACK = f"tensor<{model.LAYERS}x{rows}x{size}xf32>"
    path = lambda name: os.path.join(folder, name)
    with open(path("model.mlir"), "w") as file:
        file.write(model.get_text(0, True))
    subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("model.pipe"), "--ranks=1",
                    f"--micro-batches={MICRO_BATCHES}", "--optimizer=sgd", "--learning-rate=1e-6"],
                   check=True, capture_output=True)
    count = 2 * MICRO_BATCHES * rows
    safetensors.save(path("w.safetensors"), {"w": tensor([model.LAYERS, size, size], model.LAYERS * size * size)})
    safetensors.save(path("x.safetensors"), {n: tensor([count, size], count * size) for n in "xy"})
    return ["pipe-run", path("model.pipe"), f"--parameters={path('w.safetensors')}",
            f"--inputs={path('x.safetensors')}", "--repeat"]


def measure(command, folder, options):
    """The median milliseconds of a step."""
    metrics = os.path.join(folder, "metrics.jsonl")
    subprocess.run([*command, f"--steps={STEPS}", f"--metrics={metrics}", *options], check=True, capture_output=True)
    with open(metrics) as file:
        return statistics.median([json.loads(line)["step_ms"] for line in file][1:])


def main():
    print("milliseconds of a step, each replica with the same rows")
    for size, rows in MODELS:
        mebibytes = model.LAYERS * size * size * 4 / 2**20
        print(f"{model.LAYERS} layers of width {size}, {MICRO_BATCHES} micro-batches of {rows} rows, "
              f"{mebibytes:.0f} MiB of gradients")
        with tempfile.TemporaryDirectory() as folder:
            command = prepare(folder, size, rows)
            alone = None
            for name, options in VARIANTS:
                time = measure(command, folder, options)
                alone = alone or time
                print(f"  {name:<12} {time:9.2f} ms   {2 * alone / time if options else 1:.2f} x the rows a second",
                      flush=True)


if __name__ == "__main__":
    main()
