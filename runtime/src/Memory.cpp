//===- Memory.cpp - Memory spaces and streams of the host transport -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Context.h"
#include "Error.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace mlir::pipert;

/// Bytes behind every block that nobody may write; checked when it is freed.
static constexpr uint64_t guardBytes = 64;
static constexpr unsigned char guardValue = 0xa5;

static pipert_status_t checkSpace(int32_t space) {
  if (space == PIPERT_MEMORY_HOST || space == PIPERT_MEMORY_PINNED)
    return PIPERT_OK;
  return fail(PIPERT_UNAVAILABLE,
              "the host transport has no memory space %d, only host memory",
              space);
}

pipert_context_t::~pipert_context_t() {
  for (auto &block : blocks)
    std::free(block.first);
}

extern "C" pipert_status_t pipert_allocate(pipert_context_t *context,
                                           int32_t space, uint64_t bytes,
                                           uint64_t alignment,
                                           void **out_data) {
  if (pipert_status_t status = checkSpace(space))
    return status;
  if (alignment == 0 || (alignment & (alignment - 1)) != 0)
    return fail(PIPERT_INVALID_ARGUMENT, "alignment %llu is not a power of two",
                (unsigned long long)alignment);
  alignment = std::max<uint64_t>(alignment, 64);
  void *base = nullptr;
  if (bytes > UINT64_MAX - guardBytes ||
      posix_memalign(&base, alignment, bytes + guardBytes) != 0)
    return fail(PIPERT_OUT_OF_MEMORY, "rank %d cannot allocate %llu bytes",
                context->rank, (unsigned long long)bytes);
  std::memset(static_cast<char *>(base) + bytes, guardValue, guardBytes);
  std::lock_guard lock(context->memoryMutex);
  context->blocks[base] = bytes;
  pipert_counters_t &counters = context->counters;
  ++counters.heap_allocations;
  counters.live_bytes += bytes;
  counters.peak_bytes = std::max(counters.peak_bytes, counters.live_bytes);
  *out_data = base;
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_free(pipert_context_t *context, int32_t space,
                                       void *data) {
  if (pipert_status_t status = checkSpace(space))
    return status;
  if (!data)
    return PIPERT_OK;
  std::lock_guard lock(context->memoryMutex);
  auto block = context->blocks.find(data);
  if (block == context->blocks.end())
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d has not allocated the block at %p", context->rank,
                data);
  const auto *guard = static_cast<unsigned char *>(data) + block->second;
  bool intact = std::all_of(guard, guard + guardBytes, [](unsigned char byte) {
    return byte == guardValue;
  });
  uint64_t bytes = block->second;
  context->counters.live_bytes -= bytes;
  context->blocks.erase(block);
  std::free(data);
  if (!intact)
    return fail(PIPERT_INTERNAL,
                "bytes behind a block of %llu bytes of rank %d were written",
                (unsigned long long)bytes, context->rank);
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_copy(pipert_context_t *context,
                                       void *destination,
                                       int32_t destination_space,
                                       const void *source, int32_t source_space,
                                       uint64_t bytes, int32_t stream) {
  if (pipert_status_t status = checkSpace(destination_space))
    return status;
  if (pipert_status_t status = checkSpace(source_space))
    return status;
  if (stream < 0 || stream >= context->numStreams)
    return fail(PIPERT_INVALID_ARGUMENT, "rank %d has no stream %d",
                context->rank, stream);
  if (bytes != 0)
    std::memcpy(destination, source, bytes);
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_stream_create(pipert_context_t *context,
                                                int32_t *out_stream) {
  *out_stream = context->numStreams++;
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_stream_synchronize(pipert_context_t *context,
                                                     int32_t stream) {
  if (stream < 0 || stream >= context->numStreams)
    return fail(PIPERT_INVALID_ARGUMENT, "rank %d has no stream %d",
                context->rank, stream);
  return PIPERT_OK;
}
