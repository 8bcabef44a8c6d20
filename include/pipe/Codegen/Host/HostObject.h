//===- HostObject.h - Object files for this machine -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_HOST_HOSTOBJECT_H
#define PIPE_CODEGEN_HOST_HOSTOBJECT_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"

#include <string>

namespace mlir::pipe {

/// The machine that code is made for.
struct HostTarget {
  std::string triple;
  std::string cpu;      ///< As `-mcpu` names it, "znver4" or "x86-64-v3".
  std::string features; ///< "+avx512f,-sse4a,..."; may be empty.
};

/// Returns this machine. With `generic`, a processor of the same architecture
/// that most machines can stand in for (x86-64-v3, which has AVX2 and fused
/// multiply-add, on x86-64).
HostTarget getHostTarget(bool generic = false);

/// Returns true if `target` has instructions that convert between f16 and f32.
/// Every target that getHostTarget(generic) makes on the same machine has them,
/// too.
bool convertsHalf(const HostTarget &target);

struct HostObjectOptions {
  /// Code for any machine of this architecture instead of this very one.
  bool generic = false;
  /// Where not empty, the optimised LLVM IR is written to this file as well.
  std::string llvmIrPath;
};

/// Translates `module`, all in the LLVM dialect, to an object file at `path`,
/// optimised at O3, but for long functions that only call others.
/// Floating-point operations stay as written: none is contracted or reordered.
///
/// \errors  A message when the target is unknown to LLVM, an op has no
///          translation (which is also a diagnostic at the op) or `path` cannot
///          be written.
llvm::Error emitHostObject(ModuleOp module, llvm::StringRef path,
                           const HostObjectOptions &options = {});

/// Links `objects` into the shared object `output` with ld.lld. Functions of
/// the runtime and of the C library stay undefined and are bound when the
/// shared object is loaded.
///
/// \errors  A message when ld.lld is not found or fails, which holds what
/// ld.lld
///          said; and one with the name of a function that the code calls and
///          that is none of these. There is no `output` then.
llvm::Error linkSharedObject(llvm::ArrayRef<std::string> objects,
                             llvm::StringRef output);

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_HOST_HOSTOBJECT_H
