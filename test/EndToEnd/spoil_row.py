# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Copies a safetensors file, with an infinite number in one row: spoil_row.py FROM INPUT ROW TO"""

import array
import math
import sys

import safetensors_file as safetensors

source, name, row, target = sys.argv[1:]
tensors = safetensors.load(source)
tensor = tensors[name]
values = array.array(tensor.values().typecode, tensor.values())
values[int(row) * (len(values) // tensor.shape[0])] = math.inf
tensors[name] = safetensors.Tensor(tensor.dtype, tensor.shape, values.tobytes())
safetensors.save(target, tensors)
