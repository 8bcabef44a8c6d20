//===- Precompiled.cpp - Headers that are compiled once -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// The headers are listed in CMakeLists.txt; every library reuses what the
// compiler makes of them here.
