# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains a model that reads two layers of a stack of five, and compares with Python.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/unread_layers.py [RANKS ...]

The ranks hold the stack in parts. The layers that nobody reads have the gradient zero,
but the decay of the weights reaches them, as it does where the parameter is held as a
whole. All numbers are small fractions of powers of two, so that f32 is exact.
"""

import array
import json
import os
import random
import subprocess
import sys
import tempfile

import safetensors_file as safetensors

LAYERS, SIZE, MICRO_BATCHES, RATE, DECAY = 5, 4, 4, 0.5, 0.25

MODEL = """
func.func @main(%w: tensor<5x4xf32> {pipe.name = "w"}, %x: tensor<4xf32> {pipe.name = "x", pipe.batch = 0})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss}, tensor<5x4xf32> {pipe.name = "g", pipe.gradient = "w"}) {
  %zero = arith.constant dense<0.0> : tensor<f32>
  %zeros = arith.constant dense<0.0> : tensor<5x4xf32>
  %w1 = tensor.extract_slice %w[1, 0] [1, 4] [1, 1] : tensor<5x4xf32> to tensor<4xf32>
  %w3 = tensor.extract_slice %w[3, 0] [1, 4] [1, 1] : tensor<5x4xf32> to tensor<4xf32>
  %h = arith.mulf %x, %w1 : tensor<4xf32>
  %q = arith.mulf %h, %w3 : tensor<4xf32>
  %loss = linalg.reduce { arith.addf } ins(%q : tensor<4xf32>) outs(%zero : tensor<f32>) dimensions = [0]
  %g1 = arith.mulf %x, %w3 : tensor<4xf32>
  %some = tensor.insert_slice %g1 into %zeros[1, 0] [1, 4] [1, 1] : tensor<4xf32> into tensor<5x4xf32>
  %g = tensor.insert_slice %h into %some[3, 0] [1, 4] [1, 1] : tensor<4xf32> into tensor<5x4xf32>
  return %loss, %g : tensor<f32>, tensor<5x4xf32>
}
"""


def to_tensor(values, shape):
    return safetensors.Tensor("F32", shape, array.array("f", values).tobytes())


def compute(w, x):
    """The gradient of the sum of the losses, and the weights behind a step."""
    gradient = [[0] * SIZE for _ in range(LAYERS)]
    for batch in x:
        for i in range(SIZE):
            gradient[1][i] += batch[i] * w[3][i]
            gradient[3][i] += batch[i] * w[1][i]
    return gradient, [[v - RATE * (g + DECAY * v) for v, g in zip(*rows)] for rows in zip(w, gradient)]


def check(ranks, folder):
    path = lambda name: os.path.join(folder, name)
    rng = random.Random(ranks)
    matrix = lambda rows: [[rng.randint(-2, 3) for _ in range(SIZE)] for _ in range(rows)]
    w, x = matrix(LAYERS), matrix(MICRO_BATCHES)
    flat = lambda rows: [v for row in rows for v in row]
    with open(path("model.mlir"), "w") as file:
        file.write(MODEL)
    safetensors.save(path("p.safetensors"), {"w": to_tensor(flat(w), [LAYERS, SIZE])})
    safetensors.save(path("i.safetensors"), {"x": to_tensor(flat(x), [SIZE * MICRO_BATCHES])})
    subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("m.pipe"), f"--ranks={ranks}", "--schedule=1f1b",
                    f"--micro-batches={MICRO_BATCHES}", "--gradients=sum", "--optimizer=sgd", f"--learning-rate={RATE}",
                    f"--weight-decay={DECAY}"], check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(path("m.pipe"), "manifest.json")) as file:
        parts = [part["name"] for part in json.load(file)["parts"]]
    assert parts == [f"w[{k}]" for k in range(LAYERS)], parts
    subprocess.run(["pipe-run", path("m.pipe"), f"--parameters={path('p.safetensors')}", "--check",
                    f"--inputs={path('i.safetensors')}", f"--write-gradients={path('g.safetensors')}",
                    f"--write-parameters={path('q.safetensors')}"], check=True, stdout=subprocess.DEVNULL)
    gradient, updated = compute(w, x)
    for name, want in (("g", gradient), ("q", updated)):
        found = safetensors.load(path(f"{name}.safetensors"))["w"]
        assert found.shape == [LAYERS, SIZE], found.shape
        assert list(found.values()) == flat(want), (ranks, name, list(found.values()), flat(want))


def main(*cases):
    for ranks in cases or ("1", "2"):
        with tempfile.TemporaryDirectory() as folder:
            check(ranks, folder)
    print("ok: layers that nobody reads have no gradient, and decay")


if __name__ == "__main__":
    main(*sys.argv[1:])
