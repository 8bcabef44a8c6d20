//===- Reducer.h - Adds up over the replicas of a rank ----------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How R replicas add up: elements are cut into chunks, and chunk c is owned by
// replica c mod R. Each replica sends the chunks of the others to their owners,
// an owner adds what has come to its own, in the order of the replicas, and
// sends the sum back to all. So a replica sends 2 (R - 1) / R times the bytes,
// no less than which is possible, and a sum is two messages away, whatever R
// is; a chain from replica to replica, whose order is the same, would need
// 2 (R - 1) one after the other, and a middle replica would send all bytes
// twice.
//
// Messages go through channels that the world makes for every two replicas and
// direction: one for addends and one for sums. A channel's messages are ordered
// by reduction, in the order of their starts, and by chunk, so that both ends
// know what comes next without a word. At most `depth` of a channel are in
// flight, which bounds the scratch memory.
//
// Nothing here blocks: whenever the rank calls the runtime, `advance` does what
// can be done. A reduction that has started everywhere needs nothing but that
// its replicas come to wait for it, so that no rank has to go on with it while
// it runs a task.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_REDUCER_H
#define PIPERT_SRC_REDUCER_H

#include "Channel.h"
#include "ReduceKernel.h"

#include <array>
#include <optional>
#include <vector>

struct pipert_context_t;

namespace mlir::pipert {

/// What is added up. The replicas tell each other as much of it as fits 31
/// bits: that is the `micro_batch` of all messages of a reduction, which ends
/// compare beside their bytes.
struct ReductionLabel {
  static constexpr int32_t maxReduction = (1 << 15) - 1;
  static constexpr uint64_t maxCount = (uint64_t(1) << 46) - 1;

  int32_t reduction = 0;
  uint64_t count = 0;
  int32_t element = PIPERT_ELEMENT_F32;
  bool isMean = false;

  /// At least 1.
  uint64_t countChunks() const;
  int64_t pack() const;
  /// What a message with these bits is of, which has `bytes` bytes: "the sum of
  /// 5 elements of f32 in reduction 0".
  static std::string describe(int64_t bits, uint64_t bytes);
};

/// The open reductions of a rank. Belongs to the rank's thread.
class Reducer {
public:
  static constexpr uint64_t chunkBytes = 64 << 10;
  static constexpr uint64_t depth = 2;

  /// The channels between this rank and another replica, in the order in which
  /// the context has their ends.
  enum End { AddendsOut, AddendsIn, SumsOut, SumsIn, numEnds };

  /// What a rank with so many replicas holds, where the transport copies.
  static uint64_t getScratchBytes(uint64_t numReplicas);

  /// \p replicas are as in pipert_rank_desc_t. From `firstEnd` on the context
  /// has the ends of each other one. \p scratch are the bytes of
  /// getScratchBytes, or null where messages are handed over.
  Reducer(pipert_context_t &context, std::vector<int32_t> replicas,
          size_t firstEnd, char *scratch);

  bool isOpen() const { return !open.empty(); }
  /// Starts one. `data` and the label are those of pipert_all_reduce.
  pipert_status_t start(const ReductionLabel &label, void *data);
  /// Goes on with all that are open, as far as that can be done now.
  pipert_status_t advance();
  /// The number of the start that a wait for a reduction waits for; counts it
  /// as waited for.
  pipert_status_t beginWait(int32_t reduction, uint64_t &start);
  bool isDone(uint64_t start) const { return start < numDone; }
  /// Fails if a reduction was not waited for.
  pipert_status_t checkAwaited() const;

  /// The end, in the context, of what a wait is waiting for; one is open.
  int32_t findMissing() const;
  /// The replica whose end that is, as text; "?" for no such end. Any thread
  /// may ask, with what it has read of the rank's state.
  std::string nameReplica(int32_t end) const;

private:
  /// A reduction that is open.
  struct Open {
    ReductionLabel label;
    int64_t packed;
    char *data;
    uint64_t numChunks; ///< At least 1, so that labels are compared.
    int64_t startNs;
  };
  /// A place in the order of one owner's chunks, of all starts.
  struct Cursor {
    uint64_t start = 0;
    uint64_t chunk = 0;
  };
  /// A chunk of an open reduction.
  struct Chunk {
    ReductionLabel label;
    int64_t packed = 0;
    char *data = nullptr;
    uint64_t bytes = 0;
  };
  struct Transfer {
    Ticket ticket;
    Chunk chunk = {};
    const void *arrived = nullptr;
    bool hasArrived = false;
  };
  /// What is in flight on a channel, oldest first.
  struct Window {
    std::array<Transfer, depth> transfers;
    uint64_t begun = 0, ended = 0;

    bool isEmpty() const { return begun == ended; }
    bool hasRoom() const { return begun - ended < depth; }
    Transfer &getOldest() { return transfers[ended % depth]; }
    Transfer &getNext() { return transfers[begun % depth]; }
  };
  /// Another replica.
  struct Lane {
    int32_t replica;
    size_t firstEnd;
    char *scratch; ///< Of the windows of what comes in: addends, then sums.
    std::array<Window, numEnds> windows;
    std::array<Cursor, numEnds> cursors;
    uint64_t numRetired = 0; ///< Chunks it owned, of reductions that are done.
  };

  SendEnd &getSend(const Lane &lane, End end) const;
  ReceiveEnd &getReceive(const Lane &lane, End end) const;
  /// The chunk at a cursor of `owner`'s; nothing if it has not started.
  std::optional<Chunk> find(Cursor &cursor, int32_t owner) const;
  uint64_t countOwned(const Open &open, int32_t owner) const;
  /// Sends the chunks of `owner` while fewer than `limit` have been.
  void send(Lane &lane, End end, int32_t owner, uint64_t limit);
  /// Posts receives for the chunks of `owner`.
  void post(Lane &lane, End end, int32_t owner);
  /// Looks whether the oldest receive has arrived.
  pipert_status_t look(Lane &lane, End end, bool &hasArrived);
  void release(Lane &lane, End end);
  pipert_status_t takeSums(Lane &lane);
  pipert_status_t addUp();
  void add(const Chunk &chunk);
  void retire();
  bool isComplete(const Open &front) const;

  pipert_context_t &context;
  const std::vector<int32_t> replicas;
  int32_t self = 0; ///< The replica of this rank.
  std::vector<Lane> lanes;
  ReduceWork work;
  const Kernel addKernel, copyKernel;
  std::vector<void *> arguments;

  std::vector<Open> open; ///< In the order of their starts.
  uint64_t numStarted = 0;
  uint64_t numDone = 0;  ///< They end in the order of their starts.
  uint64_t numAdded = 0; ///< Own chunks whose sums are there.
  uint64_t numOwnRetired = 0;
  bool moved = false; ///< Something was done in this pass.
  /// By reduction: its last start and whether nobody has waited for it.
  struct Started {
    uint64_t start = 0;
    bool isAwaited = true;
  };
  std::vector<Started> started;
  uint64_t numAwaited = 0;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_REDUCER_H
