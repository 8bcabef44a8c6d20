//===- RemoteRanks.h - Ranks in other processes -----------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_REMOTERANKS_H
#define PIPE_SESSION_REMOTERANKS_H

#include "pipe/Session/Manifest.h"
#include "pipe/Session/SharedFiles.h"
#include "pipe/TensorIO/Bytes.h"

#include "pipert/pipert.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace mlir::pipe::session {

/// What rank 0 asks of another rank, or the answer.
struct Order {
  enum class Kind : int64_t {
    OpenFile,     ///< Whether the file `data` can be read there.
    Write,        ///< `data` into a segment.
    WriteRanges,  ///< What lies in files into a segment; `data` says where.
    WriteZeros,   ///< `bytes` zeros into a segment.
    Read,         ///< Bytes of a segment.
    SetInput,     ///< `data` is an input of the next steps.
    SetInputFrom, ///< What lies in files is one; `data` says where.
    ReadOutput,   ///< Bytes of an output.
    ReadChecksum, ///< Of bytes of a segment.
    ReadReport,   ///< What the last finished step says of itself.
    BeginStep,    ///< No answer.
    FinishStep,   ///< The one that was begun first; no answer.
    ReadEvents,   ///< The trace of the last step.
    ReadCounters, ///< A pipert_counters_t.
    ReadClock,    ///< Now, in nanoseconds.
    End,          ///< Nothing more is asked.
    Answer
  };
  Kind kind = Kind::Answer;
  int64_t what = 0;   ///< A segment's kind, an input, output or report.
  int64_t offset = 0; ///< In it.
  int64_t bytes = 0;  ///< To read.
  std::string data = {};

  static Order openFile(const SharedFiles::File &file);
  /// What openFile has said of the file called `data`.
  FileIdentity getFile() const;
  /// `data` as ranges. Throws Failure (the run failed) unless they have `bytes`
  /// bytes.
  std::vector<FileRange> getRanges() const;

  /// Whether rank 0 waits for an answer.
  bool isQuestion() const;
};

/// Sends an order from one rank to another. Throws Failure (the run failed).
void sendOrder(pipert_world_t *world, int32_t from, int32_t to,
               const Order &order);
/// Waits for the next one. Returns false if the run has failed, or the other
/// process is gone.
bool receiveOrder(pipert_world_t *world, int32_t from, int32_t to,
                  Order &order);
/// The runtime's report of a run that has failed, or why the last call did.
std::string getFailure(pipert_world_t *world);

/// Reaches, from rank 0, the memory of ranks that are processes of their own.
/// What lies in a file that such a process sees it reads itself; what does not
/// is sent. All functions throw Failure when the run has failed.
class RemoteRanks {
public:
  RemoteRanks(pipert_world_t *world, int32_t numRanks)
      : world(world), numRanks(numRanks), readable(size_t(numRanks)) {}

  /// Asks who can read `file`, which is to stay where it is.
  void share(const std::string &path, const FileBytes &bytes);
  void write(size_t rank, bundle::SegmentKind segment, int64_t offset,
             const Pieces &source) const;
  void read(size_t rank, char *destination, bundle::SegmentKind segment,
            int64_t offset, int64_t bytes) const;
  std::string readChecksum(size_t rank, bundle::SegmentKind segment,
                           int64_t offset, int64_t bytes) const;
  void setInput(size_t rank, size_t input, const Pieces &value) const;
  void readOutput(size_t rank, char *destination, size_t output, int64_t offset,
                  int64_t bytes) const;
  Bytes readReport(size_t rank, size_t report, int64_t bytes) const;
  /// Says that the next step begins, or that the first one ends; the world,
  /// which is asked for the same, knows whether the run has failed.
  void beginStep() const { tellAll(Order::Kind::BeginStep); }
  void finishStep() const { tellAll(Order::Kind::FinishStep); }
  /// Finds out how far the clocks of the others are ahead, which cannot be
  /// asked when the run has failed.
  void measureClocks();
  /// Gives events of a rank times of this process's clock.
  void shiftToOwnClock(size_t rank, std::vector<pipert_event_t> &events) const;
  /// The events of the last step, with times of this process's clock.
  std::vector<pipert_event_t> readEvents(size_t rank);
  pipert_counters_t readCounters(size_t rank) const;
  /// Lets the others go.
  void end() const;

private:
  void tellAll(Order::Kind kind) const;
  void tell(size_t rank, const Order &order) const;
  /// Where the pieces lie in files, if the rank can read all of these and the
  /// bytes are more than it takes to say so.
  std::optional<std::vector<FileRange>> findRanges(size_t rank,
                                                   const Pieces &pieces) const;
  /// The data of the answer, which are `bytes` bytes; -1: any number.
  std::string ask(size_t rank, const Order &order, int64_t bytes) const;
  int64_t measureClock(size_t rank) const;

  pipert_world_t *const world;
  const int32_t numRanks;
  std::map<size_t, int64_t> clocks; ///< How far others are ahead, if known.
  SharedFiles files;
  /// By rank and file, whether it can be read there.
  std::vector<std::vector<bool>> readable;
};

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_REMOTERANKS_H
