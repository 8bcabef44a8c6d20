//===- Api.h - The functions of the emulated driver -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_CUDA_EMULATED_API_H
#define PIPERT_SRC_CUDA_EMULATED_API_H

#include "Machine.h"

namespace mlir::pipert::cuda::emulated {

using Lock = std::unique_lock<std::mutex>;

/// The context of this thread.
inline thread_local GpuContext *current = nullptr;

/// Begins a call that needs a context.
#define PIPERT_ENTER(NAME)                                                     \
  Machine &machine = Machine::get();                                           \
  Lock lock(machine.getMutex());                                               \
  if (Result result = machine.enter(NAME); result != Success)                  \
    return result;                                                             \
  if (!current)                                                                \
  return InvalidContext

template <class T, class Handle>
T *find(const std::map<void *, std::unique_ptr<T>> &objects, Handle handle) {
  auto found = objects.find(handle);
  return found == objects.end() ? nullptr : found->second.get();
}

template <class T, class Handle>
T *make(std::map<void *, std::unique_ptr<T>> &objects, Handle *handle) {
  auto object = std::make_unique<T>();
  T *result = object.get();
  objects[result] = std::move(object);
  *handle = reinterpret_cast<Handle>(result);
  return result;
}

/// Null: it is not one, or nobody has retained it.
GpuContext *findContext(Machine &machine, Context context);

inline GpuStream *findStream(Machine &machine, Stream stream) {
  return find(machine.streams, stream);
}

/// The functions of the table, by their names.
namespace api {
#define PIPERT_CUDA(NAME, SYMBOL, PARAMETERS) Result NAME PARAMETERS;
#include "../Driver.def"
} // namespace api

} // namespace mlir::pipert::cuda::emulated

#endif // PIPERT_SRC_CUDA_EMULATED_API_H
