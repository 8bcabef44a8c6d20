# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs FOLDER/a.pipe of shared-parts.mlir and compares with Python."""

import array
import os
import subprocess
import sys

import safetensors_file as safetensors


def main(folder):
    path = lambda name: os.path.join(folder, name)
    x = array.array("f", [-3, 2, 5, -1, 4, 7, -6, 8, 1, 9, -2, 3])  # All results are exact.
    safetensors.save(path("in.safetensors"), {"x": safetensors.Tensor("F32", [6, 2], x.tobytes())})
    subprocess.run(["pipe-run", path("a.pipe"), f"--inputs={path('in.safetensors')}",
                    f"--write-outputs={path('out.safetensors')}"], check=True)
    out = safetensors.load(path("out.safetensors"))
    first, second = [], []
    for row in (x[i:i + 2] for i in range(0, len(x), 2)):
        a = [abs(v) for v in row]
        b = [u + v for u, v in zip(a, row)]
        c = [u * v for u, v in zip(b, row)]
        first += [*a, *b, *(u * v for u, v in zip(c, b))]
        second += [*a, *b, *c]
    for name, expected in (("first", first), ("second", second)):
        actual = list(out[name].values())
        assert actual == expected, (name, actual, expected)
    print("ok: 2 results")


if __name__ == "__main__":
    main(*sys.argv[1:])
