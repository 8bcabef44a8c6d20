//===- Manifest.h - The parts of a manifest by short names ------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_MANIFEST_H
#define PIPE_SESSION_MANIFEST_H

#include "pipe/Bundle/ManifestIndex.h"

/// A session has no other parameters, inputs and so on than those of a bundle.
namespace mlir::pipe::session {

using bundle::Buffer;
using bundle::BufferKind;
using bundle::Edge;
using bundle::Input;
using bundle::Manifest;
using bundle::ManifestIndex;
using bundle::Output;
using bundle::Parameter;
using bundle::ParameterRegion;
using bundle::Program;
using bundle::Reference;
using bundle::ReferenceValue;
using bundle::Segment;
using bundle::Task;

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_MANIFEST_H
