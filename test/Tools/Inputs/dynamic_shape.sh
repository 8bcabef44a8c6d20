#!/bin/sh
# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# For pipe-reduce: whether pipe-import still refuses the model for the shape that
# is being looked for. Exit status 1 says yes.
if pipe-opt "$1" --allow-unregistered-dialect -o /dev/null \
  --pass-pipeline='builtin.module(pipe-import{batch=x})' 2>&1 |
  grep -q "only static shapes can be cut into stages"; then
  exit 1
fi
exit 0
