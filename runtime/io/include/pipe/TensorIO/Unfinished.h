//===- Unfinished.h - What a signal must not leave behind -------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_UNFINISHED_H
#define PIPE_TENSORIO_UNFINISHED_H

#include <string>

namespace mlir::pipe {

/// Lets SIGINT, SIGTERM and SIGHUP remove all that is `Unfinished` and then end
/// the process as they would without. A signal that is ignored stays so. For
/// `main` only: a library does not decide what signals do.
void removeUnfinishedOnSignals();

/// While one exists such a signal waits: for the few steps that are done
/// together or not at all.
class HoldSignals {
public:
  HoldSignals();
  ~HoldSignals();
  HoldSignals(const HoldSignals &) = delete;
  HoldSignals &operator=(const HoldSignals &) = delete;
};

/// While one exists, the first SIGINT only asks to end, and the second one ends
/// the process as ever. One at a time; needs `removeUnfinishedOnSignals`.
class DeferInterrupt {
public:
  DeferInterrupt();
  ~DeferInterrupt();
  DeferInterrupt(const DeferInterrupt &) = delete;
  DeferInterrupt &operator=(const DeferInterrupt &) = delete;

  /// Whether there was a SIGINT.
  bool isRequested() const;
};

/// While one exists, the first SIGTERM or SIGHUP writes its number, a byte, to
/// a file descriptor, and the second one ends the process as ever. One at a
/// time; needs `removeUnfinishedOnSignals`.
class DeferTermination {
public:
  explicit DeferTermination(int descriptor);
  ~DeferTermination();
  DeferTermination(const DeferTermination &) = delete;
  DeferTermination &operator=(const DeferTermination &) = delete;
};

/// Ends the process by the signal that was deferred, or lets a `HoldSignals` do
/// it at its end. Returns if there was none, too.
void endByDeferredSignal();

/// A file, or a folder with files in it, that a signal removes. There is room
/// for a few; what finds none is left behind by a signal.
class Unfinished {
public:
  Unfinished() = default;
  explicit Unfinished(const std::string &path);
  Unfinished(Unfinished &&other) noexcept : entry(other.entry) {
    other.entry = -1;
  }
  Unfinished &operator=(Unfinished &&other) noexcept;
  ~Unfinished() { forget(); }

  /// It is finished, or removed.
  void forget();

private:
  int entry = -1;
};

/// A child process that writes what is unfinished: a signal ends it first. One
/// at a time.
class UnfinishedChild {
public:
  explicit UnfinishedChild(int process);
  ~UnfinishedChild();
  UnfinishedChild(const UnfinishedChild &) = delete;
  UnfinishedChild &operator=(const UnfinishedChild &) = delete;
};

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_UNFINISHED_H
