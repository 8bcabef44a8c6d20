#!/bin/bash
# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# compile.bash rank_N.mlir OBJECT: functions on tensors in linalg to code, with
# results as pointers behind the arguments.

set -euo pipefail
mlir-opt "$1" --allow-unregistered-dialect --convert-elementwise-to-linalg \
  --one-shot-bufferize="bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map" \
  --buffer-results-to-out-params="modify-public-functions=1 hoist-static-allocs=1" \
  --convert-linalg-to-loops --convert-scf-to-cf --expand-strided-metadata --lower-affine \
  --finalize-memref-to-llvm --convert-arith-to-llvm --convert-cf-to-llvm \
  --convert-func-to-llvm="use-bare-ptr-memref-call-conv=1" --reconcile-unrealized-casts |
  mlir-translate --mlir-to-llvmir | llc -O2 --relocation-model=pic --filetype=obj -o "$2"
