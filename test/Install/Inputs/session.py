# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles and runs a model: session.py MODEL"""

import os
import sys

import pipemlir
from pipemlir import tensor_files

model, data = (os.path.join(sys.argv[1], name) for name in ("joint.linalg.mlir", "reference.safetensors"))
session = pipemlir.compile(model, ranks=2, micro_batches=8)
session.load_parameters(data)
tensors = tensor_files.read(data)
session.step({name: tensors[name] for name in session.inputs})
print("loss", round(session.loss, 3))
print(session.check())
