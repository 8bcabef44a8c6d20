# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Constants of i1 as newer MLIR prints them, a byte for each element.

  byte_booleans.py constants FOLDER     read as what they mean
  byte_booleans.py run FOLDER           the numbers of a compiled model with a mask
"""

import array
import os
import random
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import safetensors_file as safetensors

SHAPES = [(1,), (2,), (5,), (8,), (9,), (16,), (3, 5), (16, 16), (7, 1, 11), (300, 70)]


def count(shape):
    result = 1
    for dimension in shape:
        result *= dimension
    return result


def as_bytes(bits):
    return "".join(f"{bit:02X}" for bit in bits)


def as_bits(bits):
    padded = bits + [0] * (-len(bits) % 8)
    return "".join(f"{sum(bit << j for j, bit in enumerate(padded[i : i + 8])):02X}" for i in range(0, len(padded), 8))


def type_of(shape):
    return f"tensor<{'x'.join(map(str, shape))}xi1>"


def read(constants, folder):
    """Prints [(hexadecimal text, type)] with pipe-opt; returns the elements of each."""
    path = os.path.join(folder, "constants.mlir")
    with open(path, "w", encoding="utf-8") as f:
        for digits, shape in constants:
            f.write(f'"m.op"() {{v = dense<"0x{digits}"> : {type_of(shape)}, w = 1 : i1}} : () -> ()\n')
    text = subprocess.run(["pipe-opt", path, "--allow-unregistered-dialect", "--mlir-print-elementsattrs-with-hex-if-larger=-1"],
                          capture_output=True, text=True, check=True).stdout
    return [[word == "true" for word in re.findall("true|false", line.split("w = ")[0])]
            for line in text.splitlines() if "m.op" in line]


def check_constants(folder):
    choose = random.Random(5)
    constants, expected = [], []
    for shape in SHAPES:
        for chance in (0.5, 0.02, 0, 1):
            bits = [int(choose.random() < chance) for _ in range(count(shape))]
            for text in (as_bytes(bits), as_bits(bits)):
                constants.append((text, shape))
                expected.append(bits)
    # One byte: packed up to eight elements, beyond that a splat.
    for digits, shape, bits in (("01", (8,), [1] + 7 * [0]), ("01", (1,), [1]), ("01", (16,), 16 * [1]),
                                ("00", (16,), 16 * [0]), ("FF", (16,), 16 * [1]), ("02", (4,), [0, 1, 0, 0])):
        constants.append((digits, shape))
        expected.append(bits)
    for (digits, shape), bits, found in zip(constants, expected, read(constants, folder), strict=True):
        # A splat is printed as one element.
        found = found * len(bits) if len(found) == 1 else found
        assert found == [bool(bit) for bit in bits], (digits, shape, found)
    print(f"{len(constants)} constants: ok")


MODEL = """
#rows = affine_map<(d0, d1) -> (d0, d1)>
#mask = affine_map<(d0, d1) -> (d1)>
func.func @main(%x: tensor<2x{size}xf32>, %w: tensor<{size}xf32>) -> tensor<2x{size}xf32> {{
  %m = arith.constant dense<"0x{digits}"> : tensor<{size}xi1>
  %e = tensor.empty() : tensor<2x{size}xf32>
  %y = linalg.generic {{indexing_maps = [#rows, #mask, #mask, #rows], iterator_types = ["parallel", "parallel"]}}
      ins(%x, %w, %m : tensor<2x{size}xf32>, tensor<{size}xf32>, tensor<{size}xi1>) outs(%e : tensor<2x{size}xf32>) {{
    ^bb0(%a: f32, %b: f32, %c: i1, %o: f32):
      %s = arith.select %c, %a, %b : f32
      linalg.yield %s : f32
  }} -> tensor<2x{size}xf32>
  return %y : tensor<2x{size}xf32>
}}
"""


def check_run(folder):
    """A mask of a constant below and above the size at which it becomes a parameter."""
    choose = random.Random(6)
    for size in (24, 3000):
        bits = [choose.randrange(2) for _ in range(size)]
        path = os.path.join(folder, f"{size}.mlir")
        with open(path, "w", encoding="utf-8") as f:
            f.write(MODEL.format(size=size, digits=as_bytes(bits)))
        x = array.array("f", [choose.randrange(1000) for _ in range(8 * size)])
        w = array.array("f", [choose.randrange(-1000, 0) for _ in range(size)])
        data, out = os.path.join(folder, "data.safetensors"), os.path.join(folder, "out.safetensors")
        safetensors.save(data, {"arg0": safetensors.Tensor("F32", [8, size], x.tobytes()),
                                "arg1": safetensors.Tensor("F32", [size], w.tobytes())})
        bundle = os.path.join(folder, f"{size}.pipe")
        subprocess.run(["pipe-compile", path, "-o", bundle, "--ranks=1", "--micro-batches=4", "--batch=arg0",
                        "--mode=infer", "--generic-cpu"], check=True)
        subprocess.run(["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--write-outputs={out}",
                        "--check"], check=True)
        (result,) = safetensors.load(out).values()
        expected = [x[row * size + i] if bits[i] else w[i] for row in range(8) for i in range(size)]
        assert list(result.values()) == expected
    print("mask: ok")


if __name__ == "__main__":
    os.makedirs(sys.argv[2], exist_ok=True)
    {"constants": check_constants, "run": check_run}[sys.argv[1]](sys.argv[2])
