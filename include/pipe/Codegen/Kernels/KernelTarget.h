//===- KernelTarget.h - What the passes on kernels ask ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_CODEGEN_KERNELS_KERNELTARGET_H
#define PIPE_CODEGEN_KERNELS_KERNELTARGET_H

#include "llvm/ADT/StringRef.h"

#include <cstdint>

namespace mlir::pipe {

/// What a back end says of itself to the passes that all back ends share: the
/// parameters of `#pipe.kernel_target`, whose page says what each decides.
struct KernelTarget {
  llvm::StringLiteral name; ///< As messages show it: "the host".
  int64_t vectorBytes; ///< Of the partial results of a row; the order of sums.
  int64_t alignment;   ///< Of slots, segments, temporaries, constants; bytes.
};

} // namespace mlir::pipe

#endif // PIPE_CODEGEN_KERNELS_KERNELTARGET_H
