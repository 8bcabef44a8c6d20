# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes data for Inputs/toy.mlir, or checks what came of it.

  toy.py write FOLDER    # FOLDER/data.safetensors, 4 micro-batches
  toy.py check FOLDER    # FOLDER/{gradients,outputs}.safetensors against plain Python
"""

import array
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import safetensors_file as safetensors

MICRO_BATCHES, ROWS, COLUMNS = 4, 2, 4


def make():
    """Returns {name: (shape, values)}."""
    draw = random.Random(3)
    values = lambda n: [float(draw.randint(-8, 8)) for _ in range(n)]
    rows = MICRO_BATCHES * ROWS
    return {
        "w0": ([COLUMNS], values(COLUMNS)),
        "w1": ([COLUMNS], values(COLUMNS)),
        "x": ([rows, COLUMNS], values(rows * COLUMNS)),
        "t": ([rows, COLUMNS], values(rows * COLUMNS)),
    }


def expected(data):
    """The losses, and the means of the gradients; whole numbers over 32, exact in f32."""
    w0, w1, x, t = (data[n][1] for n in ("w0", "w1", "x", "t"))
    losses, g0, g1 = [0.0] * MICRO_BATCHES, [0.0] * COLUMNS, [0.0] * COLUMNS
    for i, value in enumerate(x):
        column = i % COLUMNS
        losses[i // (ROWS * COLUMNS)] += value * w0[column] * w1[column] * t[i] / 8
        g0[column] += t[i] / 8 * w1[column] * value / MICRO_BATCHES
        g1[column] += t[i] / 8 * w0[column] * value / MICRO_BATCHES
    return losses, {"w0": g0, "w1": g1}


def main(what, folder):
    data = make()
    if what == "write":
        tensors = {n: safetensors.Tensor("F32", s, array.array("f", v).tobytes()) for n, (s, v) in data.items()}
        safetensors.save(os.path.join(folder, "data.safetensors"), tensors)
        return
    losses, gradients = expected(data)
    found = safetensors.load(os.path.join(folder, "gradients.safetensors"))
    outputs = safetensors.load(os.path.join(folder, "outputs.safetensors"))
    assert list(outputs["loss"].values()) == losses, (list(outputs["loss"].values()), losses)
    assert set(found) == set(gradients), set(found)
    for name, values in gradients.items():
        assert list(found[name].values()) == values, (name, list(found[name].values()), values)
    print("losses and gradients are exact")


if __name__ == "__main__":
    main(*sys.argv[1:])
