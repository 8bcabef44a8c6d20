//===- CostsFile.h - Costs of stages from a JSON file -----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TOOLS_PIPE_PLAN_COSTSFILE_H
#define PIPE_TOOLS_PIPE_PLAN_COSTSFILE_H

#include "Costs.h"

namespace mlir::pipe {

/// Reads a costs file:
///
///   {
///     "unit": "us",
///     "forward": [10, 12, 12, 15],
///     "input_gradient": [11, 13, 13, 16], "weight_gradient": [9, 11, 11, 12],
///     "latency": 5, "bandwidth": 300e9,
///     "message_bytes": [4096, 4096, 4096, 0],
///     "activation_bytes": [65536, 65536, 65536, 65536],
///     "weight_gradient_bytes": [32768, 32768, 32768, 32768]
///   }
///
/// Each list has one number a stage. All keys but `forward` may be left out:
/// `backward` is the sum of its halves or the halves are half of it, `update`
/// and `latency` are 0, `bandwidth` (bytes a second if there is a `unit`, else
/// bytes a unit of time) is without limit. `unit` is ns, us, ms or s: times may
/// then have a fraction and are rounded to ns; without it they are integers.
/// `weight_gradient_bytes`, what W still needs after I, is `activation_bytes`
/// if left out.
///
/// Without `numStages` there are as many stages as the file has in `forward`.
/// Throws a Failure that names the key: unknown, missing stages, negative, too
/// big, no number.
StageCosts readCostsFile(const std::string &path,
                         std::optional<int64_t> numStages);

/// What messages cost, as pipe-run has measured.
struct LinkCosts {
  int64_t latencyNs = 0;
  std::optional<double> bandwidth; ///< Bytes a second.
};

/// Reads a file of `pipe-run --measure-links`. Throws Failure.
LinkCosts readLinksFile(const std::string &path);

} // namespace mlir::pipe

#endif // PIPE_TOOLS_PIPE_PLAN_COSTSFILE_H
