# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs FOLDER/a.pipe of integer-division.mlir and compares with Python."""

import array
import os
import subprocess
import sys

import safetensors_file as safetensors

SMALLEST, ALL = -(2**31), 2**32


def signed(a, b):
    """Quotient, rounded towards zero, and remainder."""
    if b == 0:
        return -1, a
    if a == SMALLEST and b == -1:
        return a, 0
    quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    return quotient, a - quotient * b


def unsigned(a, b):
    a, b = a % ALL, b % ALL
    return (ALL - 1, a) if b == 0 else divmod(a, b)


def main(folder):
    path = lambda name: os.path.join(folder, name)
    numbers = [0, 1, -1, 7, -7, 3, SMALLEST, 2**31 - 1]
    a = array.array("i", [numbers[i % 8] for i in range(40)])
    b = array.array("i", [numbers[(i // 8 + i) % 8] for i in range(40)])
    b[6], b[39] = -1, 0  # The smallest by -1, and one behind the last vector.
    tensor = lambda values: safetensors.Tensor("I32", [40], values.tobytes())
    safetensors.save(path("in.safetensors"), {"a": tensor(a), "b": tensor(b)})
    subprocess.run(["pipe-run", path("a.pipe"), f"--inputs={path('in.safetensors')}", "--check",
                    f"--write-outputs={path('out.safetensors')}"], check=True)
    out = safetensors.load(path("out.safetensors"))
    for kind, divide in (("si", signed), ("ui", unsigned)):
        for place, name in enumerate(("div" + kind, "rem" + kind)):
            expected = [divide(x, y)[place] % ALL for x, y in zip(a, b)]
            actual = [v % ALL for v in out[name].values()]
            assert actual == expected, (name, actual, expected)
    print("ok: 4 results of 40 divisions each")


if __name__ == "__main__":
    main(*sys.argv[1:])
