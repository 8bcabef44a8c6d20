//===- ReplicaSums.h - Sums over replicas on a GPU --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GPU_REPLICASUMS_H
#define PIPERT_SRC_GPU_REPLICASUMS_H

#include "../ReduceKernel.h"
#include "Queue.h"

namespace mlir::pipert {

/// Device code of the runtime itself.
const pipert_gpu_module_t &getReplicaModule();

/// Queues what makeAddKernel says; more addends than a function takes are a
/// failure of the kernel.
void addReplicas(GpuQueue &queue, const ReduceWork &work,
                 void *const *arguments);

} // namespace mlir::pipert

#endif // PIPERT_SRC_GPU_REPLICASUMS_H
