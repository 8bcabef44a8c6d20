//===- WorkspaceLayout.cpp - Offsets of buffers by their lifetimes --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "WorkspaceLayout.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::pipe;

static bool areAliveTogether(const WorkspaceBuffer &a,
                             const WorkspaceBuffer &b) {
  return a.first <= b.last && b.first <= a.last;
}

WorkspaceLayout mlir::pipe::layOutWorkspace(ArrayRef<WorkspaceBuffer> buffers,
                                            int64_t alignment) {
  auto order = llvm::to_vector(llvm::seq<size_t>(0, buffers.size()));
  llvm::stable_sort(order, [&](size_t a, size_t b) {
    return buffers[a].bytes > buffers[b].bytes;
  });

  WorkspaceLayout layout;
  layout.offsets.assign(buffers.size(), 0);
  SmallVector<size_t> placed; // Kept in the order of offsets.
  for (size_t index : order) {
    const WorkspaceBuffer &buffer = buffers[index];
    if (buffer.bytes == 0)
      continue;
    int64_t offset = 0;
    for (size_t other : placed) {
      if (!areAliveTogether(buffer, buffers[other]))
        continue;
      if (offset + buffer.bytes <= layout.offsets[other])
        break;
      int64_t end = layout.offsets[other] + buffers[other].bytes;
      offset = std::max(offset, int64_t(llvm::alignTo(end, alignment)));
    }
    layout.offsets[index] = offset;
    layout.bytes = std::max(layout.bytes, offset + buffer.bytes);
    auto *position =
        llvm::lower_bound(placed, offset, [&](size_t a, int64_t o) {
          return layout.offsets[a] < o;
        });
    placed.insert(position, index);
  }
  return layout;
}
