//===- RandomManifest.h - Manifests of made-up models -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_BUNDLE_RANDOMMANIFEST_H
#define PIPE_TEST_UNIT_BUNDLE_RANDOMMANIFEST_H

#include "pipe/Bundle/Manifest.h"

namespace mlir::pipe::test {

/// A manifest that agrees with itself: one or two copies of a model, parameters
/// in parts, fields left out or not, names with quotes, blanks and letters of
/// all kinds, numbers up to the largest ones.
bundle::Manifest makeRandomManifest(uint64_t seed);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_BUNDLE_RANDOMMANIFEST_H
