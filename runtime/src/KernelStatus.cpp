//===- KernelStatus.cpp - What kernels of this thread report --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "KernelStatus.h"
#include "Error.h"

using namespace mlir::pipert;

static thread_local KernelFault fault = {PIPERT_OK, nullptr, 0, 0};
/// The words of a failure that has no text of the bundle's.
static thread_local std::string failure;

const KernelFault *mlir::pipert::getKernelFault() {
  return fault.place ? &fault : nullptr;
}

void mlir::pipert::forgetKernelFault() { fault.place = nullptr; }

pipert_status_t mlir::pipert::failKernel(const KernelFault &fault,
                                         const char *prefix) {
  if (fault.status == PIPERT_ASSERTION)
    return fail(PIPERT_ASSERTION, "%s%s does not hold", prefix, fault.place);
  if (fault.status != PIPERT_OUT_OF_RANGE)
    return fail(fault.status, "%s%s", prefix, fault.place);
  return fail(PIPERT_OUT_OF_RANGE,
              "%s%s is %lld, but must be at least 0 and less than %lld", prefix,
              fault.place, (long long)fault.index, (long long)fault.bound);
}

void mlir::pipert::reportKernelFailure(const std::string &text,
                                       pipert_status_t status) {
  if (fault.place)
    return;
  failure = text;
  fault = {status, failure.c_str(), 0, 0};
}

extern "C" void pipert_index_out_of_range(const char *place, int64_t index,
                                          int64_t bound) {
  if (!fault.place)
    fault = {PIPERT_OUT_OF_RANGE, place ? place : "an index", index, bound};
}

extern "C" void pipert_assertion_failed(const char *place) {
  if (!fault.place)
    fault = {PIPERT_ASSERTION, place ? place : "an assertion", 0, 0};
}

extern "C" pipert_status_t pipert_kernel_status(void) {
  const KernelFault *first = getKernelFault();
  if (!first)
    return PIPERT_OK;
  KernelFault copy = *first;
  forgetKernelFault();
  return failKernel(copy, "");
}
