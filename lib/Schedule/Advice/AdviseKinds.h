//===- AdviseKinds.h - Parts of the advice ----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SCHEDULE_ADVICE_ADVISEKINDS_H
#define PIPE_LIB_SCHEDULE_ADVICE_ADVISEKINDS_H

#include "pipe/Schedule/Advice/Advise.h"

namespace mlir::pipe {

Result<Advice> adviseTraining(const AdviseRequest &request);
Result<Advice> adviseInference(const AdviseRequest &request);

/// "12.5 %" of 0.125.
std::string toPercent(double fraction);
/// An amount of activations in the words of the request.
std::string describeAmount(const AdviseRequest &request, double amount);

} // namespace mlir::pipe

#endif // PIPE_LIB_SCHEDULE_ADVICE_ADVISEKINDS_H
