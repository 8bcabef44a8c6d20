# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tensors as MLIR prints them in attributes: splats, lists, bytes in hex."""

import numpy as np

from values import FLOATS, to_bits, type_text, width

# Longer ones are printed as bytes.
MOST_IN_LIST = 100


def element_text(element, number, bits):
    """One element: true, -3, 1.000000e+00, 0x7FC00000."""
    if element == "i1":
        return "true" if number else "false"
    if element not in FLOATS:
        return str(int(number))
    if not np.isfinite(number):
        return f"0x{int(bits):0{width(element) // 4}X}"
    short, long = f"{number:.6e}", f"{number:.{17 if element == 'f64' else 9}G}"
    if float(short) == number:
        return short
    return long if "." in long else long.replace("E", ".0E") if "E" in long else long + ".0"


def nested(texts, shape):
    """[[a, b], [c, d]]"""
    if not shape:
        return texts[0]
    step = len(texts) // shape[0] if shape[0] else 0
    return "[" + ", ".join(nested(texts[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])) + "]"


def hex_text(tensor):
    """The bytes of all elements; a boolean is a byte."""
    return f'"0x{to_bits(tensor).tobytes().hex().upper()}"'


def dense(tensor, in_hex=False):
    """dense<...> : tensor<...>"""
    bits = to_bits(tensor).reshape(-1)
    flat = tensor.array.reshape(-1)
    if not flat.size:
        body = ""
    elif np.all(bits == bits[0]):
        body = element_text(tensor.element, flat[0], bits[0])
    elif in_hex or flat.size > MOST_IN_LIST:
        body = hex_text(tensor)
    else:
        body = nested([element_text(tensor.element, x, b) for x, b in zip(flat, bits)], tensor.shape)
    return f"dense<{body}> : {tensor.type}"


def array_text(kind, numbers):
    """array<i64: 1, 2>"""
    texts = [str(bool(n)).lower() if kind == "i1" else str(int(n)) for n in numbers]
    return f"array<{kind}: {', '.join(texts)}>" if texts else f"array<{kind}>"


def pairs_text(pairs):
    """dense<[[0, 1], [2, 3]]> : tensor<2x2xi64>"""
    array = np.array(pairs, np.int64).reshape(-1, 2)
    flat = array.reshape(-1)
    if not flat.size:
        body = ""
    elif np.all(flat == flat[0]):
        body = str(int(flat[0]))
    else:
        body = nested([str(int(n)) for n in flat], array.shape)
    return f"dense<{body}> : {type_text('i64', array.shape)}"
