//===- Modules.h - Device code that is known --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_GPU_MODULES_H
#define PIPERT_SRC_GPU_MODULES_H

#include "pipert/gpu.h"

#include <vector>

namespace mlir::pipert {

/// All modules of this process, in the order in which they came.
std::vector<const pipert_gpu_module_t *> getGpuModules();
/// The one that has `function`; null: none has.
const pipert_gpu_module_t *findGpuModule(const pipert_gpu_function_t &function);

/// Tells the thread's kernel status what device code found, which `module`
/// gives words; without it, it has a number. Nothing, where `fault` is none.
void reportDeviceFault(const pipert_gpu_fault_t &fault,
                       const pipert_gpu_module_t *module);

} // namespace mlir::pipert

#endif // PIPERT_SRC_GPU_MODULES_H
