# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares StableHLO programs with what JAX computed of them.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/stablehlo.py FOLDER [PROGRAM...]

The programs are those of test/Inputs/models/make_stablehlo.py. Integers and
booleans are equal; floats are within 1e-5 of the value plus 1e-6 of the largest
finite one of the result; NaN and infinities stand at the same places. Prints one
line a program and the first difference of each result that differs.
"""

import array
import math
import os
import subprocess
import sys

import safetensors_file as safetensors
from grid import MODELS

FOLDER = os.path.join(MODELS, "stablehlo")
INTEGERS = {"BOOL": "b", "I8": "b", "U8": "B", "I16": "h", "U16": "H", "I32": "i", "U32": "I", "I64": "q", "U64": "Q"}
FLOATS = {"F32": "f", "F64": "d"}


def values(tensor):
    """The elements; integers of one width as unsigned, whatever their sign."""
    if tensor.dtype in INTEGERS:
        return array.array(INTEGERS[tensor.dtype].upper(), tensor.data)
    return array.array(FLOATS[tensor.dtype], tensor.data)


def is_close(actual, expected, largest):
    if math.isnan(expected) or math.isinf(expected):
        return math.isnan(actual) == math.isnan(expected) and (math.isnan(expected) or actual == expected)
    return abs(actual - expected) <= 1e-5 * abs(expected) + 1e-6 * largest


def find_difference(actual, expected):
    """Returns text for the first element that differs, or None."""
    a, e = values(actual), values(expected)
    if len(a) != len(e):
        return f"{len(a)} elements instead of {len(e)}"
    exact = expected.dtype in INTEGERS
    largest = 0 if exact else max((abs(v) for v in e if math.isfinite(v)), default=0)
    for place, (x, y) in enumerate(zip(a, e)):
        if x != y if exact else not is_close(x, y, largest):
            return f"element {place} of {expected.dtype}{expected.shape} is {x} instead of {y}"
    return None


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\n{result.stderr}{result.stdout}")
    return result.stdout


def check(program, folder):
    """Compiles and runs one program; returns the differences."""
    data = safetensors.load(os.path.join(FOLDER, f"{program}.safetensors"))
    arguments = {name: tensor for name, tensor in data.items() if name.startswith("arg")}
    batch = next(name for name in sorted(arguments) if arguments[name].shape)
    bundle, inputs, outputs = (os.path.join(folder, program + end) for end in (".pipe", ".in", ".out"))
    inputs, outputs = inputs + ".safetensors", outputs + ".safetensors"
    safetensors.save(inputs, arguments)
    run("pipe-compile", os.path.join(FOLDER, f"{program}.mlir"), "-o", bundle, "--mode=infer", "--ranks=1",
        "--micro-batches=1", f"--batch={batch}")
    parameters = [f"--parameters={inputs}"] if len(arguments) > 1 else []
    run("pipe-run", bundle, *parameters, f"--inputs={inputs}", f"--write-outputs={outputs}")
    actual = safetensors.load(outputs)
    results = sorted((n for n in data if n.startswith("result")), key=lambda n: int(n[6:]))
    differences = []
    for name in results:
        difference = find_difference(actual[f"result[{name[6:]}]"], data[name])
        if difference:
            differences.append(f"{name}: {difference}")
    print(f"{program}: {len(results)} results, {len(differences)} differ")
    for difference in differences:
        print(f"  {difference}")
    return differences


def main():
    folder, *programs = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    programs = programs or sorted(f[:-5] for f in os.listdir(FOLDER) if f.endswith(".mlir"))
    sys.exit(any([check(program, folder) for program in programs]))


if __name__ == "__main__":
    main()
