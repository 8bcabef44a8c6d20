# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a damaged copy of a safetensors file: IN OUT KIND KEY"""

import json
import struct
import sys


def read(path):
    with open(path, "rb") as f:
        (size,) = struct.unpack("<Q", f.read(8))
        return json.loads(f.read(size)), f.read()


def write(path, header, data, size=None):
    text = json.dumps(header).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text) if size is None else size) + text + data)


def main(source, target, kind, key):
    header, data = read(source)
    tensor, size = header[key], None
    begin, end = tensor["data_offsets"]
    if kind == "truncated":
        data = data[: len(data) // 2]
    elif kind == "short-header":  # the header claims to be longer than the file
        size = 1 << 20
    elif kind == "huge-header":
        size = (1 << 64) - 1
    elif kind == "offset-past-end":
        tensor["data_offsets"] = [begin + (1 << 40), end + (1 << 40)]
    elif kind == "offset-backwards":
        tensor["data_offsets"] = [end, begin]
    elif kind == "offset-short":  # fewer bytes than the shape needs
        tensor["data_offsets"] = [begin, end - 4]
    elif kind == "overlap":
        tensor["data_offsets"] = [begin + 4, end + 4]
    elif kind == "overflow":  # the product of the shape wraps to 4 elements
        tensor["shape"] = [4194305, 4194305, 211106198978564]
        tensor["data_offsets"] = [begin, begin + 16]
    elif kind == "negative":
        tensor["shape"] = [-tensor["shape"][0], *tensor["shape"][1:]]
    elif kind == "missing-key":
        header["another"] = header.pop(key)
    elif kind == "wrong-type":
        tensor["dtype"] = "I32"
    elif kind == "unknown-type":
        tensor["dtype"] = "Q7"
    elif kind == "wrong-shape":
        tensor["shape"] = [*reversed(tensor["shape"])]
    elif kind == "fewer-rows":
        rows = tensor["shape"][0]
        tensor["shape"][0] = rows - 1
        tensor["data_offsets"] = [begin, begin + (end - begin) // rows * (rows - 1)]
        data = data[: tensor["data_offsets"][1]] + data[end:]
        for name, other in header.items():
            if name not in (key, "__metadata__") and other["data_offsets"][0] >= end:
                shift = (end - begin) // rows
                other["data_offsets"] = [o - shift for o in other["data_offsets"]]
    elif kind == "not-json":
        text = b'{"' + b"x" * 14
        with open(target, "wb") as f:
            f.write(struct.pack("<Q", len(text)) + text + data)
        return
    else:
        sys.exit(f"unknown kind {kind}")
    write(target, header, data, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
