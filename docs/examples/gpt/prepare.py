# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the data of the example: prepare.py FOLDER

  inputs.safetensors      x and y, i32[rows, 64]: the characters of text.txt as numbers,
                          64 a row, and the characters that follow each of them.
  parameters.safetensors  the parameters before training, drawn from a fixed seed.

Plain Python only: no package is needed.
"""

import array
import json
import os
import random
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BLOCKS, WIDTH, CONTEXT = 4, 64, 64
ROWS, MICRO_BATCHES = 4, 8  # rows of a micro-batch, micro-batches of a step


def read_text():
    with open(os.path.join(HERE, "text.txt"), encoding="utf-8") as file:
        return file.read()


def get_vocabulary(text):
    """The characters, in the order of their numbers."""
    return sorted(set(text))


def get_rows(text):
    """Returns x and y as lists of rows, as many as make whole steps; the last characters are left out."""
    number = {character: n for n, character in enumerate(get_vocabulary(text))}
    tokens = [number[character] for character in text]
    rows = (len(tokens) - 1) // CONTEXT
    starts = [CONTEXT * i for i in range(rows - rows % (ROWS * MICRO_BATCHES))]
    return [[tokens[s + shift : s + shift + CONTEXT] for s in starts] for shift in (0, 1)]


def get_shapes(vocabulary):
    """Returns {name: (shape, deviation)}; without a deviation the values are all 1, or all 0 for a bias."""
    shapes = {"embedding": ((vocabulary, WIDTH), 0.1), "positions": ((CONTEXT, WIDTH), 0.1)}
    for i in range(BLOCKS):
        shapes |= {
            f"block{i}.norm1.scale": ((WIDTH,), None),
            f"block{i}.norm1.bias": ((WIDTH,), None),
            f"block{i}.qkv": ((WIDTH, 3 * WIDTH), WIDTH**-0.5),
            f"block{i}.out": ((WIDTH, WIDTH), (2 * BLOCKS * WIDTH) ** -0.5),
            f"block{i}.norm2.scale": ((WIDTH,), None),
            f"block{i}.norm2.bias": ((WIDTH,), None),
            f"block{i}.up": ((WIDTH, 4 * WIDTH), WIDTH**-0.5),
            f"block{i}.down": ((4 * WIDTH, WIDTH), (2 * BLOCKS * 4 * WIDTH) ** -0.5),
        }
    return shapes | {"norm.scale": ((WIDTH,), None), "norm.bias": ((WIDTH,), None),
                     "head": ((WIDTH, vocabulary), 0.01)}


def get_parameters(vocabulary, seed=1):
    """Returns {name: (shape, values)}."""
    rng, parameters = random.Random(seed), {}
    for name, (shape, deviation) in get_shapes(vocabulary).items():
        count = shape[0] * (shape[1] if len(shape) > 1 else 1)
        constant = 0.0 if name.endswith("bias") else 1.0
        values = [rng.gauss(0, deviation) if deviation else constant for _ in range(count)]
        parameters[name] = (shape, array.array("f", values))
    return parameters


def save(path, tensors):
    """Writes a safetensors file of {name: (shape, array of f32 or i32)}."""
    header, offset = {}, 0
    for name, (shape, values) in tensors.items():
        end = offset + len(values) * values.itemsize
        dtype = {"f": "F32", "i": "I32"}[values.typecode]
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, values in tensors.values():
            file.write(values.tobytes())


def main(folder):
    text = read_text()
    vocabulary = len(get_vocabulary(text))
    rows = get_rows(text)
    tensors = {name: ((len(part), CONTEXT), array.array("i", [t for row in part for t in row])) for name, part in zip("xy", rows)}
    parameters = get_parameters(vocabulary)
    os.makedirs(folder, exist_ok=True)
    save(os.path.join(folder, "inputs.safetensors"), tensors)
    save(os.path.join(folder, "parameters.torch.safetensors"), parameters)
    # JAX names an argument by the path to it.
    save(os.path.join(folder, "parameters.safetensors"),
         {f"params['{name}']": tensor for name, tensor in parameters.items()})
    count = sum(len(values) for _, values in parameters.values())
    print(f"{len(text)} characters, {vocabulary} different ones; {len(rows[0])} rows; {count} parameters")


if __name__ == "__main__":
    main(*sys.argv[1:])
