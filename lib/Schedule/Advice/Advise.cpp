//===- Advise.cpp - Which schedule for which job --------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "AdviseKinds.h"

#include <cstdio>

using namespace mlir::pipe;

std::string mlir::pipe::toPercent(double fraction) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.1f %%", 100 * fraction);
  return text;
}

std::string mlir::pipe::describeAmount(const AdviseRequest &request,
                                       double amount) {
  if (request.describeAmount)
    return request.describeAmount(amount);
  char text[64];
  std::snprintf(text, sizeof(text), "%.2f", amount);
  std::string number = text;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.')
    number.pop_back();
  return number + (number == "1" ? " activation" : " activations");
}

Result<Advice> mlir::pipe::advise(const AdviseRequest &request) {
  struct {
    const char *name;
    int64_t value;
  } numbers[] = {
      {"ranks", request.ranks},
      {"samples in the batch", request.batch},
      {"samples in a micro-batch", request.microBatchSize.value_or(1)}};
  for (const auto &number : numbers)
    if (number.value < 1)
      return Error("number of " + std::string(number.name) +
                   " must be at least 1, but got " +
                   std::to_string(number.value));
  if (request.memoryCap && !(*request.memoryCap >= 0))
    return Error("the memory cap must not be negative, but got " +
                 describeAmount(request, *request.memoryCap));
  return request.training ? adviseTraining(request) : adviseInference(request);
}
