# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A small reader and writer of safetensors files, plain Python only."""

import array
import json
import math
import struct

CODES = {"F32": "f", "F64": "d", "I64": "q", "I32": "i", "I8": "b"}


class Tensor:
    """A tensor of a file: `dtype` as in the file, `shape`, raw `data` bytes."""

    def __init__(self, dtype, shape, data):
        self.dtype, self.shape, self.data = dtype, list(shape), bytes(data)

    def values(self):
        """The elements, in row-major order."""
        if self.dtype == "BF16":  # The upper halves of f32.
            return array.array("f", b"".join(b"\0\0" + self.data[i : i + 2] for i in range(0, len(self.data), 2)))
        return array.array(CODES[self.dtype], self.data)

    def rows(self, begin, end):
        """The slice [begin, end) along dimension 0."""
        row = len(self.data) // self.shape[0]
        return Tensor(self.dtype, [end - begin, *self.shape[1:]], self.data[begin * row : end * row])


def load(path):
    """Returns {name: Tensor}."""
    with open(path, "rb") as f:
        return parse(f.read())


def parse(content):
    """Returns {name: Tensor} of the bytes of a file."""
    (size,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8:8 + size])
    data = content[8 + size:]
    header.pop("__metadata__", None)
    return {
        name: Tensor(t["dtype"], t["shape"], data[slice(*t["data_offsets"])])
        for name, t in header.items()
    }


def save(path, tensors):
    """Writes {name: Tensor}."""
    header, offset = {}, 0
    for name, tensor in tensors.items():
        end = offset + len(tensor.data)
        header[name] = {"dtype": tensor.dtype, "shape": tensor.shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            f.write(tensor.data)


def relative_error(actual, expected):
    """Norm of the difference over the norm of `expected`, in f64."""
    a, e = actual.values(), expected.values()
    assert actual.shape == expected.shape, (actual.shape, expected.shape)
    difference = math.sqrt(math.fsum((x - y) ** 2 for x, y in zip(a, e)))
    norm = math.sqrt(math.fsum(y * y for y in e))
    return difference / norm if norm else difference
