//===- Session.h - A bundle that a program runs -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What pipert/pipe_session.h says, in C++: values by item, steps one by one.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_SESSION_SESSION_H
#define PIPE_LIB_SESSION_SESSION_H

#include "pipe/Session/Runner.h"

#include "pipert/pipe_session.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe::session {

/// What a caller may give or take.
struct Item {
  std::string name;
  TensorType type; ///< Of an input or output, that of one micro-batch.
  int64_t bytes = 0;
  size_t index = 0; ///< In the manifest's list; of a gradient, its parameter.
  std::optional<int64_t> batchDimension;
  bool isLoss = false;
  /// Of a state: those of the manifest that are its parts.
  std::vector<size_t> parts;
};

struct SessionOptions {
  RunOptions run;
  int64_t replicas = 1;
  std::string kernels; ///< "": the bundle has its own.
};

/// All functions throw RuntimeFailure, or Failure where it is the bundle's.
class Session {
public:
  Session(const std::string &path, const SessionOptions &options);
  /// Leaves behind what a failed step has used.
  ~Session();
  Session(const Session &) = delete;

  const Bundle &getBundle() const { return running->bundle; }
  const std::vector<Item> &getItems(int32_t kind) const;
  const Item &getItem(int32_t kind, int32_t index) const;
  int32_t find(int32_t kind, const std::string &name) const;
  const std::string &getTaskName(size_t task) const { return taskNames[task]; }

  void set(int32_t kind, int32_t index, const void *data, uint64_t bytes);
  void setHyper(int32_t index, double value);
  void loadParameters(const std::string &path);
  /// Throws where a step is under way.
  void requireNoStep() const;
  void begin();
  void finish();

  void get(int32_t kind, int32_t index, void *data, uint64_t bytes);
  double getLoss();
  bool hasUpdated() const;
  const pipert_context_t *getContext(int32_t rank) const;
  int64_t getSegmentBytes(int32_t rank, int32_t segment) const;

private:
  /// What ranks use; a rank that is stuck in a failed step may go on with it.
  struct Running {
    Bundle bundle;
    std::optional<Runner> runner;
  };
  Runner &getRunner() const { return *running->runner; }

  void addItems();
  void requireGoodRun() const;
  void requireNoStep(int32_t kind, const Item &item, const char *what) const;
  void requireValues() const;
  void requireStepDone() const;
  void requireRank(int32_t rank) const;
  void setParameter(const Item &item, const char *data);
  void getParameter(const Item &item, char *data) const;
  void setHypersOfStep();
  /// Throws what a step has failed with.
  [[noreturn]] void fail(const std::string &report);

  std::unique_ptr<Running> running;
  std::array<std::vector<Item>, PIPE_SESSION_REPORT + 1> items;
  std::array<std::map<std::string, int32_t>, PIPE_SESSION_REPORT + 1> places;
  std::vector<std::string> taskNames;
  std::vector<bool> isSet; ///< By parameter.
  /// Parameters that ranks do not hold all of.
  std::map<size_t, Bytes> kept;
  std::vector<std::optional<double>> hypers; ///< By number.
  std::vector<const char *> inputs;          ///< The caller's; null: not set.
  std::vector<bool> hasInput;
  int64_t nextUpdate = 1; ///< Of the first step that is under way or comes.
  bool isDone = false;    ///< A step was finished.
  std::string failure;    ///< The first line of the report; "": none.
};

} // namespace mlir::pipe::session

#endif // PIPE_LIB_SESSION_SESSION_H
