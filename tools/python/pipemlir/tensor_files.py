# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads and writes safetensors."""

import json
import struct

import numpy as np

from . import elements
from .errors import Error

TO_FILE = {name: code for name, code in elements.NAMES.values()}
FROM_FILE = {code: element for element, (_, code) in elements.NAMES.items()}


def save(path, tensors):
    """Writes {name: array}."""
    header, parts, offset = {}, [], 0
    for name, array in tensors.items():
        array = np.require(array, requirements="C")  # Keeps numbers without dimensions so.
        if str(array.dtype) not in TO_FILE:
            raise Error(f"'{name}' is of type {array.dtype}, which no tensor of a bundle has")
        header[name] = {"dtype": TO_FILE[str(array.dtype)], "shape": list(array.shape),
                        "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
        parts.append(array.tobytes())
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def read(path):
    """Returns {name: array}."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        (size,) = struct.unpack_from("<Q", data)
        header = json.loads(data[8 : 8 + size])
        header.pop("__metadata__", None)
        tensors = {}
        for name, entry in header.items():
            begin, end = entry["data_offsets"]
            dtype = elements.dtype(FROM_FILE[entry["dtype"]])
            tensors[name] = np.frombuffer(data[8 + size + begin : 8 + size + end], dtype).reshape(entry["shape"])
        return tensors
    except (struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Error(f"{path}: is no safetensors file: {error}") from error
