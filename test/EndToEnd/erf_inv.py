# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that erf and erfc turn chlo.erf_inv back, in f64 and up to the last number
below 1.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/erf_inv.py FOLDER
"""

import array
import math
import os
import subprocess
import sys

import safetensors_file as safetensors

NUMBERS = [0.0, 1e-300, 1e-10, 0.1, -0.3, 0.5, 0.50001, 0.7, -0.9, 0.99, 0.999999, 1 - 1e-10, 1 - 1e-14,
           1 - 2.0**-53, 2.0**-53 - 1, 1.0, -1.0, 2.0, math.nan]


def get_error(x, y):
    """The relative error of erf(y) = x, or of erfc(y) = 1 - x, which is exact near 1."""
    if math.isnan(x) or abs(x) > 1:
        return 0 if math.isnan(y) else math.inf
    if abs(x) == 1:
        return 0 if y == math.copysign(math.inf, x) else math.inf
    if abs(x) <= 0.5:
        return abs(math.erf(y) - x) / (abs(x) or 1)
    return abs(math.erfc(math.copysign(y, x * y)) - (1 - abs(x))) / (1 - abs(x))


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    path = lambda name: os.path.join(sys.argv[1], name)
    kind = f"tensor<{len(NUMBERS)}xf64>"
    with open(path("m.mlir"), "w") as file:
        file.write(f'func.func @main(%x: {kind}) -> {kind} {{\n  %0 = "chlo.erf_inv"(%x) : ({kind}) -> {kind}\n'
                   f"  return %0 : {kind}\n}}\n")
    numbers = array.array("d", NUMBERS).tobytes()
    safetensors.save(path("in.safetensors"), {"arg0": safetensors.Tensor("F64", [len(NUMBERS)], numbers)})
    subprocess.run(["pipe-compile", path("m.mlir"), "-o", path("m.pipe"), "--mode=infer", "--ranks=1",
                    "--micro-batches=1", "--batch=arg0"], check=True)
    subprocess.run(["pipe-run", path("m.pipe"), f"--inputs={path('in.safetensors')}",
                    f"--write-outputs={path('out.safetensors')}"], check=True)
    (result,) = safetensors.load(path("out.safetensors")).values()
    # The values themselves are within some ULP; erfc magnifies that by 2 y^2.
    wrong = [(x, y) for x, y in zip(NUMBERS, result.values()) if not get_error(x, y) < 1e-13]
    print(f"{len(NUMBERS)} numbers, {len(wrong)} wrong", *wrong)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
