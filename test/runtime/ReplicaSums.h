//===- ReplicaSums.h - What tests of replicas add up ------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_REPLICASUMS_H
#define PIPE_TEST_RUNTIME_REPLICASUMS_H

#include "TestWorld.h"

/// Elements of f32 in a chunk.
constexpr uint64_t chunk = 16384;

/// What all ranks of a test add up in a step.
struct Sums {
  std::vector<uint64_t> counts; ///< One a reduction.
  int32_t element = PIPERT_ELEMENT_F32;
  bool isMean = false;

  uint64_t getBytes() const {
    return element == PIPERT_ELEMENT_F64 ? sizeof(double) : sizeof(float);
  }
  /// Of each reduction in the segment; aligned as segments are.
  std::vector<uint64_t> getOffsets() const {
    std::vector<uint64_t> offsets = {0};
    for (uint64_t count : counts)
      offsets.push_back((offsets.back() + count * getBytes() + 63) / 64 * 64);
    return offsets;
  }
};

inline std::vector<pipert_segment_desc_t> makeSegments(uint64_t bytes) {
  return {{sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_GRADIENTS,
           PIPERT_MEMORY_DEVICE, 64, bytes}};
}

inline char *getGradients(pipert_context_t *context) {
  void *data = nullptr;
  EXPECT_EQ(pipert_context_segment(context, PIPERT_SEGMENT_GRADIENTS, &data),
            PIPERT_OK);
  return static_cast<char *>(data);
}

inline void writeGradients(pipert_context_t *context,
                           const std::vector<char> &from) {
  EXPECT_EQ(pipert_copy(context, getGradients(context), PIPERT_MEMORY_DEVICE,
                        from.data(), PIPERT_MEMORY_HOST, from.size(), 0),
            PIPERT_OK);
}

inline std::vector<char> readGradients(pipert_context_t *context,
                                       uint64_t bytes) {
  std::vector<char> to(bytes);
  EXPECT_EQ(pipert_copy(context, to.data(), PIPERT_MEMORY_HOST,
                        getGradients(context), PIPERT_MEMORY_DEVICE, bytes, 0),
            PIPERT_OK);
  return to;
}

inline int32_t startAll(pipert_context_t *context, const Sums &sums) {
  std::vector<uint64_t> offsets = sums.getOffsets();
  for (size_t i = 0; i < sums.counts.size(); ++i)
    TRY(pipert_all_reduce(context, int32_t(i),
                          getGradients(context) + offsets[i], sums.counts[i],
                          sums.element, sums.isMean, 0));
  return PIPERT_OK;
}

/// Waits for the last one first.
inline int32_t awaitAll(pipert_context_t *context, const Sums &sums) {
  for (size_t i = sums.counts.size(); i-- > 0;)
    TRY(pipert_await_reduced(context, int32_t(i), 0));
  return PIPERT_OK;
}

inline std::vector<int32_t> makeGroup(int32_t numReplicas, int32_t ranks = 1,
                                      int32_t rank = 0) {
  std::vector<int32_t> group;
  for (int32_t replica = 0; replica < numReplicas; ++replica)
    group.push_back(replica * ranks + rank);
  return group;
}

#endif // PIPE_TEST_RUNTIME_REPLICASUMS_H
