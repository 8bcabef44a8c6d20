# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ties two parameters and compares their gradient with Python: FOLDER RANKS

The step is that of roles.py; its numbers are small integers, so that f32 is exact.
"""

import array
import os
import random
import subprocess
import sys

import roles
import safetensors_file as safetensors

MICRO_BATCHES = 2


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def times(a, b):
    return [[x * y for x, y in zip(p, q)] for p, q in zip(a, b)]


def transpose(a):
    return [list(column) for column in zip(*a)]


def compute(w, c, s, x):
    """The gradient of w, which is both w0 and w1, and that of c."""
    a = product(x, w)
    h = times(a, c)
    do = [[2 * v for v in row] for row in times(product(h, w), s)]
    dh = product(do, transpose(w))
    parts = product(transpose(x), times(dh, c)), product(transpose(h), do)
    return [[p + q for p, q in zip(*rows)] for rows in zip(*parts)], times(dh, a)


def to_tensor(matrix):
    flat = array.array("f", [v for row in matrix for v in row])
    return safetensors.Tensor("F32", [len(matrix), 4], flat.tobytes())


def main(folder, ranks):
    path = lambda name: os.path.join(folder, name)
    rng = random.Random(3)
    matrix = lambda: [[rng.randint(-2, 2) for _ in range(4)] for _ in range(4)]
    step = roles.Step(rng)
    step.names, step.extras = "jax", []
    step.trained, step.results = roles.PARAMETERS, ["loss", "g_w1", "g_c", "g_w0"]
    with open(path("step.mlir"), "w") as file:
        file.write(step.get_text())
    w, c, s = matrix(), matrix(), matrix()
    batches = [matrix() for _ in range(MICRO_BATCHES)]
    safetensors.save(path("parameters.safetensors"), {
        "params['w0']": to_tensor(w), "params['c']": to_tensor(c), "scale": to_tensor(s),
        "state['w0']": to_tensor(s)})
    safetensors.save(path("inputs.safetensors"), {"x": to_tensor(sum(batches, []))})
    subprocess.run(["pipe-compile", path("step.mlir"), "-o", path("tied.pipe"), f"--ranks={ranks}",
                    f"--micro-batches={MICRO_BATCHES}", "--schedule=1f1b", "--batch=x", "--gradients=sum",
                    "--tie=params['w0'],params['w1']"], check=True)
    subprocess.run(["pipe-run", path("tied.pipe"), f"--parameters={path('parameters.safetensors')}",
                    f"--inputs={path('inputs.safetensors')}", "--check",
                    f"--write-gradients={path('gradients.safetensors')}"], check=True)
    gradients = safetensors.load(path("gradients.safetensors"))
    expected = [compute(w, c, s, x) for x in batches]
    for name, place in (("params['w0']", 0), ("params['c']", 1)):
        sums = [[sum(v) for v in zip(*rows)] for rows in zip(*(e[place] for e in expected))]
        assert gradients[name].data == to_tensor(sums).data, name
    assert sorted(gradients) == ["params['c']", "params['w0']"], sorted(gradients)
    print("ok: the gradient of the tied parameter is the sum")


if __name__ == "__main__":
    main(*sys.argv[1:])
