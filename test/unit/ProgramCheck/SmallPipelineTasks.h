//===- SmallPipelineTasks.h - Tasks of small pipelines ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PROGRAMCHECK_SMALLPIPELINETASKS_H
#define PIPE_TEST_UNIT_PROGRAMCHECK_SMALLPIPELINETASKS_H

#include "SmallPipelines.h"

#include <sstream>
#include <vector>

namespace mlir::pipe::test {

inline constexpr const char *kActivation = "tensor<2x4xf32>";
inline constexpr const char *kWeight = "tensor<4x4xf32>";
inline constexpr const char *kLoss = "tensor<f32>";

/// Names of values with their tensor type, joined where needed.
struct Names {
  std::vector<std::string> names, types;

  void add(const std::string &name, const std::string &type) {
    names.push_back(name);
    types.push_back(type);
  }
  static std::string join(const std::vector<std::string> &list) {
    std::string text;
    for (const std::string &item : list)
      text += (text.empty() ? "" : ", ") + item;
    return text;
  }
};

/// What the tasks of a pipeline read and write. Values are named by what they
/// hold: h (activation), r (residual), e (cotangent of h), k (cotangent along
/// the skip).
class SmallPipelineTasks {
public:
  explicit SmallPipelineTasks(const SmallPipeline &config)
      : c(config), last(config.ranks - 1) {}

  bool hasSkip() const { return c.hasSkip && c.ranks >= 3; }

  Names getForwardReads(int64_t s) const;
  Names getForwardWrites(int64_t s) const;
  Names getBackwardReads(int64_t s) const;
  Names getBackwardWrites(int64_t s) const;
  Names getParams(int64_t s) const;
  /// Those of the parameters, in their order.
  Names getGradients(int64_t s) const;

  void printGraph(std::ostream &out) const;

protected:
  static std::string num(int64_t n) { return std::to_string(n); }

  const SmallPipeline &c;
  int64_t last; ///< The number of the last stage.

private:
  bool isTied(int64_t s) const { return c.isTied && (s == 0 || s == last); }
  void printTask(std::ostream &out, const std::string &kind, int64_t s,
                 const Names &reads, const Names &writes) const;
};

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_PROGRAMCHECK_SMALLPIPELINETASKS_H
