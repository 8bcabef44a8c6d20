//===- Values.h - Which value lies in which slot ----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_PROGRAMCHECK_VALUES_H
#define PIPE_LIB_ANALYSIS_PROGRAMCHECK_VALUES_H

#include "BatchSet.h"
#include "CheckState.h"

namespace mlir::pipe::check {

/// Follows the values of the graph through slots and messages. Relies on the
/// slot rules: what a slot holds changes only by actions of its own rank.
class ValueTracker {
public:
  explicit ValueTracker(CheckState &state);

  /// The rank executes its next action. Messages are sent before they are
  /// received.
  void execute(int32_t rank, int32_t position, int32_t message);
  /// Checks outputs and gradients after the last action of all ranks.
  void checkEnd();

private:
  static constexpr int32_t kNothing = -1, kSum = -2;

  struct Content {
    int32_t value = kNothing; ///< In the graph, or kSum.
    /// Its micro-batch, or the update that makes it or reads it; 0 for what
    /// variables are before the step; for kSum an index in `sentSums`.
    int32_t batch = 0;
    bool operator==(const Content &) const = default;
  };
  /// A partial gradient in a sum.
  struct Term {
    int32_t value;
    BatchSet batches; ///< Those that were added.
  };
  struct Sum {
    std::vector<Term> terms;

    /// Returns the term of `value`, which is new and empty if there is none.
    Term &getTerm(int32_t value);
    std::vector<int64_t> divisors; ///< Other than 1.
    bool isRounded = false;        ///< To the type of the parameter.
    /// Each time that it was added up over replicas: whether it became a mean.
    std::vector<bool> reductions;
  };

  int32_t getSlot(int32_t buffer) const;
  /// A parameter or state after so many updates of the step.
  Content getVersion(int32_t variable, int64_t version) const;
  /// What the current action, a run of `task`, must read as `value`.
  Content getMeant(int32_t task, int32_t value) const;
  std::string describe(const Content &content) const;
  Violation *report(ViolationKind kind, const std::string &text);
  void run(const ProgramAction &action);
  void checkRead(const ProgramAction &action, int32_t operand, int32_t slot);
  void accumulate(int32_t buffer, int32_t value);
  void send(const ProgramAction &action, int32_t message);
  void addSums(const ProgramAction &action);
  void divide(const ProgramAction &action);
  void round(const ProgramAction &action);
  void reduce(const ProgramAction &action);
  void copy(const ProgramAction &action);
  void checkUpdate(int32_t rank, int32_t buffer);
  /// What is wrong with how a sum was added up over replicas, as the end of a
  /// sentence, or "".
  std::string findReductionFault(const Sum &sum) const;
  /// What is wrong with the gradient of a group in `buffer`, each as the end of
  /// a sentence.
  std::vector<std::string> findFaults(int32_t rank, int32_t buffer,
                                      int64_t group) const;
  /// Whether `buffer` holds the gradient of a step that `value` is.
  bool isGradientOf(const ProgramBuffer &buffer, int32_t value) const;
  void checkOutput(int32_t rank, int32_t buffer);
  void checkGradient(int32_t rank, int32_t buffer);

  CheckState &state;
  /// Of each value that is a parameter, its partial gradients.
  std::vector<std::vector<int32_t>> partialsOf;
  std::vector<std::vector<Content>> slots; ///< Of each rank.
  std::vector<std::vector<int32_t>> filledAt;
  std::vector<std::vector<Sum>> sums; ///< Of each rank and buffer.
  std::vector<Sum> sentSums;
  /// Whether some gradient is added up over replicas, and so all are.
  bool isReduced = false;
  std::vector<Content> inFlight; ///< Of each message.
  // The current action.
  int32_t rank = 0, at = 0, batch = 0;
};

} // namespace mlir::pipe::check

#endif // PIPE_LIB_ANALYSIS_PROGRAMCHECK_VALUES_H
