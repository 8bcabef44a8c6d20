//===- Runner.h - Runs a bundle ---------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SESSION_RUNNER_H
#define PIPE_SESSION_RUNNER_H

#include "pipe/Session/Bundle.h"
#include "pipe/Session/FailureRecord.h"
#include "pipe/Session/RemoteRanks.h"
#include "pipe/Session/StateTensor.h"
#include "pipe/Session/Termination.h"
#include "pipe/Session/World.h"
#include "pipe/TensorIO/Bytes.h"

#include "pipert/pipert.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mlir::pipe::session {

/// Multiplies all elements, in the type that updates are computed in.
void multiply(const TensorType &type, char *values, double factor);

/// What a step gives: bytes in the manifest's order.
struct RunResults {
  std::vector<Bytes> outputs; ///< A slice a micro-batch, of all replicas.
  /// By parameter; nothing where no rank has one.
  std::vector<std::optional<Bytes>> gradients;
  /// Values after the last step; nothing where no rank uses the parameter.
  std::vector<std::optional<Bytes>> parameters;
  /// What the last step says of itself.
  std::vector<Bytes> reports = {};
};

/// What was measured; one entry a rank where it says so. Of ranks in other
/// processes it is fetched with a full trace only.
struct Measurements {
  std::vector<int64_t> stepWallNs;                 ///< One a step.
  std::vector<std::vector<pipert_event_t>> events; ///< Of the last step.
  std::vector<pipert_counters_t> counters;
  /// What the manifest says of the segments that this transport makes.
  std::vector<int64_t> predictedBytes;
  std::vector<uint64_t> lateAllocations; ///< By the runtime, after step 1.
};

/// A bundle with its world. The memory of ranks is reached by copies only.
///
/// Where each rank is a process, that of rank 0 does what a run does, and the
/// others do what it asks for (`serve`).
class Runner {
public:
  /// Returns when all processes of the run have come.
  Runner(const Bundle &bundle, const RunOptions &options);
  ~Runner();
  Runner(const Runner &) = delete;

  // Before a step is begun, whatever it is to be; none may run after one has
  // failed. Inputs and hypers are of the next step that is begun; the rest is
  // changed only while no step is under way.

  /// Lets other processes read of `file`, which is to stay where it is, what
  /// their ranks need. `bytes` are all of it.
  void share(const std::string &path, const FileBytes &bytes);

  /// Copies parameters, in the manifest's order, to the ranks. What `values`
  /// points to is read until the results are taken.
  void setParameters(const std::vector<const void *> &values);
  /// Copies states to the ranks.
  void setStates(const std::vector<StateTensor> &tensors);
  /// Copies numbers to the ranks: for each update of a step a list in the
  /// manifest's order.
  void setHypers(const std::vector<std::vector<double>> &values);
  /// Gives each rank the inputs of the next steps: the caller's, which kernels
  /// read during a step, or copies where they cannot reach them. `getPieces`
  /// tells where an input came from, for other processes.
  void setInputs(const std::vector<Bytes> &inputs,
                 const std::function<Pieces(size_t)> &getPieces);
  /// Gives the ranks of this process one input of the next step, in the same
  /// way: `value` has the micro-batches of all replicas.
  void setInput(size_t input, const char *value);
  /// Whether kernels of this process read an input.
  bool readsInput(size_t input) const;

  /// Begins a step, of which two may be under way: a rank that is done with the
  /// first goes on with the second. Returns the runtime's report if the run has
  /// failed, else "". After a failure a rank may still be running: nothing that
  /// it uses may be freed, the inputs included.
  std::string beginStep();
  /// Waits for the end of the step that was begun first. The same of failures.
  std::string finishStep();
  /// Steps that are under way; none after a failure.
  size_t getNumOpen() const { return numOpen; }
  /// There may be two steps under way, each of which has a place.
  static constexpr size_t numPlaces = 2;
  /// The place of the step that is begun next. The first one, unless another
  /// step is there: so what is the same in all steps need not be set again.
  size_t getNextPlace() const { return numOpen == 0 ? 0 : 1 - lastPlace; }

  /// What is known of the failure; nothing if the run has not failed. The
  /// report of that step has come before.
  std::optional<FailureRecord> readFailure() const;

  // Of the last step that was finished. What ranks hold is that only while no
  // step is under way.

  /// Whether the step has updated the parameters: false where it has left them
  /// since a gradient was not finite.
  bool hasUpdated() const;
  /// What the step says of itself, in the manifest's order.
  std::vector<Bytes> readReports() const;
  /// The outputs, a slice a micro-batch, those of replica 0 first; or of those
  /// only the losses.
  const std::vector<Bytes> &fetchOutputs(bool onlyLosses = false);
  /// Fills in what the ranks hold now.
  void fetchStates(std::vector<StateTensor> &tensors) const;
  /// The same for parameters, whole and in the manifest's order; what no rank
  /// holds stays as it is.
  void fetchParameters(std::vector<Bytes> &values) const;
  /// The values of the parameters now, all of them.
  std::vector<Bytes> copyParameters() const;
  /// The gradients by parameter, without the loss scale; nothing where no rank
  /// has one.
  std::vector<std::optional<Bytes>> copyGradients() const;
  /// The last thing to ask for: other processes are let go.
  RunResults takeResults();
  // One item at a time, of a run whose ranks are all in this process. Numbers
  // are those of the manifest's lists; what no rank holds of an item stays as
  // it is.

  /// Whether ranks hold all of a parameter.
  bool holdsParameter(size_t parameter) const;
  void writeParameter(size_t parameter, const char *value);
  void readParameter(size_t parameter, char *value) const;
  /// Whether ranks have a gradient of the parameter.
  bool hasGradient(size_t parameter) const;
  /// Without the loss scale; zero where no rank has a part of it.
  void readGradient(size_t parameter, char *value) const;
  /// `value` is of the shape of the state's whole parameter.
  void writeState(size_t state, const char *value);
  void readState(size_t state, char *value) const;
  /// What the step that was finished last says of itself.
  const Bytes &getReport(size_t report) const {
    return steps[donePlace].reports[report];
  }
  /// The size of a segment; 0 where this transport makes none.
  int64_t getSegmentBytes(size_t rank, bundle::SegmentKind segment) const;
  /// Ends the threads after a failure. Nothing else may be called then, and
  /// this object is to stay: a rank may be stuck in a kernel.
  void endWorld();
  /// Of the rank of this process; to be read while no step is under way.
  const pipert_context_t *getContext(size_t rank) const {
    return ranks[rank].context;
  }
  /// Why the last step failed that has.
  pipert_status_t getStatus() const { return status; }

  /// Compares the parameters that the replicas hold, bit for bit. Returns "" or
  /// names the first one that differs and where.
  std::string findUnequalReplicas() const;
  const Measurements &getMeasurements() const { return measurements; }

  /// Does what the process of rank 0 asks for, until it needs nothing more.
  /// Returns the runtime's report if the run has failed, else "".
  std::string serve();

private:
  /// What a rank's thread copies to the rank's memory before a step.
  struct CopyIn {
    char *place = nullptr;
    const char *source = nullptr; ///< Null: `value`.
    int64_t bytes = 0;
    Bytes value;
  };
  /// What it copies from there behind a step.
  struct CopyOut {
    const char *place = nullptr;
    char *target = nullptr;
    int64_t bytes = 0;
  };
  /// What a rank's program is given in a step.
  struct RankStep {
    std::vector<const void *> inputs;
    std::vector<void *> outputs;
    std::vector<CopyIn> before; ///< Once.
    std::vector<CopyOut> after;
  };
  struct Rank {
    pipert_context_t *context = nullptr; ///< Null: it is in another process.
    /// The address of each kind of segment; null: there is none.
    std::array<char *, PIPERT_NUM_SEGMENT_KINDS> segments = {};
    std::array<RankStep, numPlaces> steps;
  };
  /// What a step gives, and what it is called with.
  struct Step {
    std::vector<Bytes> outputs;
    std::vector<Bytes> reports;   ///< In the manifest's order.
    std::vector<Bytes> ownInputs; ///< Of a process that serves.
    std::vector<pipert_call_t> calls;
  };

  // Runner.cpp.
  bool isLocal(size_t rank) const { return ranks[rank].context; }
  void createRanks();
  void createRank(int32_t index);
  /// What the runtime allocates for a rank's reductions.
  int64_t getReductionBytes(size_t rank) const;
  /// The part of `bytes` bytes, of an input or output, that a rank's replica
  /// has.
  struct Slice {
    int64_t begin, bytes;
  };
  Slice getSlice(size_t rank, int64_t bytes) const {
    const int64_t size = bytes / bundle.replicas;
    return {bundle.getReplica(rank) * size, size};
  }
  void preparePlace(size_t place);
  void bindOutputs(size_t place);
  /// Sets what a local rank copies to the caller behind a step.
  void bindCopies(size_t place);
  static int32_t copyBefore(pipert_context_t *context, void *rankStep);
  static int32_t copyAfter(pipert_context_t *context, void *rankStep);
  std::string getReportOrThrow() const;
  void measureStep();
  void readTrace(size_t rank);
  pipert_counters_t readCounters(size_t rank) const;

  // RunnerService.cpp.
  Order answer(const Order &order);
  Bytes &getOwnInput(const Order &order);
  void writeRanges(const Order &order);
  void setInput(size_t rank, size_t input, const char *value, int64_t bytes);

  // RunnerItems.cpp.
  /// A buffer that holds an item or a part of it.
  struct Holder {
    size_t rank;
    const Buffer *buffer;
  };
  /// What holds the items of a kind, by number.
  using Holders = std::vector<std::vector<Holder>>;
  const Holders &getHolders(BufferKind kind) const;
  Holders findHolders(BufferKind kind) const;
  void readHeld(const std::vector<Holder> &holders, char *value) const;

  // RunnerMemory.cpp.
  /// Hypers are there when the next step begins, the rest at once.
  void copyToRank(size_t rank, bundle::SegmentKind segment, int64_t offset,
                  const void *source, int64_t bytes);
  void copyToRank(size_t rank, bundle::SegmentKind segment, int64_t offset,
                  const Pieces &source);
  void copyFromRank(size_t rank, void *destination, bundle::SegmentKind segment,
                    int64_t offset, int64_t bytes) const;
  /// Copies a region of a whole tensor to all slots of a buffer, or the first
  /// one back.
  void fillBuffer(size_t rank, const Buffer &buffer,
                  const ParameterRegion &region, const char *whole);
  void readBuffer(size_t rank, const Buffer &buffer,
                  const ParameterRegion &region, char *whole) const;
  std::string readChecksum(size_t rank, bundle::SegmentKind segment,
                           int64_t offset, int64_t bytes) const;
  /// Calls `body` with each rank's buffers of a kind, in all replicas.
  template <class Body>
  void forEachBuffer(BufferKind kind, Body body) const;
  /// The same for replica 0 alone: all have the same values.
  template <class Body>
  void forEachBufferOfOne(BufferKind kind, Body body) const;
  /// The micro-batches that a rank holds of an output.
  std::vector<int64_t> findHeld(const Buffer &buffer) const;
  void fetchOutput(size_t rank, const Buffer &buffer);
  /// The parameters, or the gradients, that ranks have.
  std::vector<std::optional<Bytes>> readParameters(BufferKind kind) const;

  const Bundle &bundle;
  const RunOptions options;
  const ManifestIndex names;
  pipert_world_t *world;
  std::optional<Termination> termination; ///< Of one of several processes.
  std::vector<Rank> ranks;
  std::unique_ptr<RemoteRanks> remote; ///< At rank 0 of several processes.
  OpenedFiles files;                   ///< The same.
  std::vector<const void *> initial;   ///< Values of the parameters.
  double lossScale = 1;                ///< Of the gradients that ranks hold.
  std::array<Step, numPlaces> steps;
  size_t numOpen = 0;                 ///< Steps that are under way.
  size_t lastPlace = 0;               ///< Of the step that was begun last.
  size_t donePlace = 0;               ///< Of the one that was finished last.
  pipert_status_t status = PIPERT_OK; ///< Of the step that failed.
  mutable std::map<BufferKind, Holders> holders; ///< Those that were asked for.
  bool hasClocks = false; ///< The clocks of the others were compared.
  Measurements measurements;
};

} // namespace mlir::pipe::session

#endif // PIPE_SESSION_RUNNER_H
