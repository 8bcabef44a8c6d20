# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

include("${CMAKE_CURRENT_LIST_DIR}/PipeRuntimeTargets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PipeSessionTargets.cmake")
