# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Element types of tensors: their names in bundles, in NumPy and in safetensors."""

import numpy as np

# bf16 and f8 are types of ml_dtypes, which JAX brings and NumPy does not.
NAMES = {
    "f64": ("float64", "F64"), "f32": ("float32", "F32"), "f16": ("float16", "F16"),
    "bf16": ("bfloat16", "BF16"), "i64": ("int64", "I64"), "i32": ("int32", "I32"), "i16": ("int16", "I16"),
    "i8": ("int8", "I8"), "i1": ("bool", "BOOL"), "ui64": ("uint64", "U64"), "ui32": ("uint32", "U32"),
    "ui16": ("uint16", "U16"), "ui8": ("uint8", "U8"), "f8E4M3FN": ("float8_e4m3fn", "F8_E4M3"),
    "f8E5M2": ("float8_e5m2", "F8_E5M2"),
}
RAW = {"bfloat16": "uint16", "float8_e4m3fn": "uint8", "float8_e5m2": "uint8"}


def dtype(element):
    """Returns the type of NumPy for an element type; unsigned numbers stand for those that NumPy lacks."""
    name = NAMES[element][0]
    if name in RAW:
        try:
            import ml_dtypes

            return np.dtype(getattr(ml_dtypes, name))
        except ImportError:
            return np.dtype(RAW[name])
    return np.dtype(name)


def fits(given, wanted):
    """Whether values of a type have the bytes of another: integers may differ in the sign."""
    if given == wanted:
        return True
    return given.kind in "iu" and wanted.kind in "iu" and given.itemsize == wanted.itemsize


def describe(dtype, shape):
    """As "float32[4, 8]"."""
    return f"{dtype}[{', '.join(map(str, shape))}]"
