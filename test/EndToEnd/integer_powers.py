# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs FOLDER/a.pipe of integer-powers.mlir and compares with Python."""

import array
import os
import subprocess
import sys

import safetensors_file as safetensors


def main(folder):
    path = lambda name: os.path.join(folder, name)
    x = array.array("f", [(-1) ** i * (0.5 + i / 8) for i in range(40)])
    n = array.array("q", [i - 9 for i in range(20)])
    safetensors.save(path("x.safetensors"), {"x": safetensors.Tensor("F32", [40], x.tobytes())})
    safetensors.save(path("n.safetensors"), {"n": safetensors.Tensor("I64", [20], n.tobytes())})
    subprocess.run(["pipe-run", path("a.pipe"), f"--inputs={path('x.safetensors')}",
                    f"--parameters={path('n.safetensors')}", f"--write-outputs={path('out.safetensors')}"], check=True)
    out = safetensors.load(path("out.safetensors"))
    expected = {"square": [v**2 for v in x], "inverse": [v**-3 for v in x],
                "power": [v ** n[i % 20] for i, v in enumerate(x)]}
    for name, values in expected.items():
        actual = out[name].values()
        worst = max(abs(a - e) / abs(e) for a, e in zip(actual, values))
        assert len(actual) == 40 and worst < 5e-7, (name, worst)
        print(f"{name}: largest relative error {worst:.1e}")


if __name__ == "__main__":
    main(*sys.argv[1:])
