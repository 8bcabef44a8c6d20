//===- Memory.cpp - Blocks of memory and streams of a rank ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Context.h"
#include "Error.h"

#include <algorithm>

using namespace mlir::pipert;

static pipert_status_t checkSpace(const pipert_context_t &context,
                                  int32_t space) {
  if (context.device->hasSpace(space))
    return PIPERT_OK;
  return fail(PIPERT_UNAVAILABLE,
              "the device of rank %d has no memory space %d", context.rank,
              space);
}

extern "C" const char *pipert_segment_name(int32_t kind) {
  static const char *const names[PIPERT_NUM_SEGMENT_KINDS] = {
      "parameters", "gradients", "local",     "received", "inputs",
      "outputs",    "requests",  "workspace", "state",    "hypers"};
  return kind < 0 || kind >= PIPERT_NUM_SEGMENT_KINDS ? nullptr : names[kind];
}

pipert_context_t::~pipert_context_t() {
  for (auto &block : blocks)
    device->free(block.first);
}

pipert_status_t pipert_context_t::allocate(int32_t space, uint64_t bytes,
                                           uint64_t alignment, const char *name,
                                           void **outData) {
  if (pipert_status_t status = checkSpace(*this, space))
    return status;
  if (alignment == 0 || (alignment & (alignment - 1)) != 0)
    return fail(PIPERT_INVALID_ARGUMENT, "alignment %llu is not a power of two",
                (unsigned long long)alignment);
  void *data = device->allocate(space, bytes, alignment, name);
  if (!data)
    return fail(
        PIPERT_OUT_OF_MEMORY, "rank %d cannot allocate %llu bytes for its %s%s",
        rank, (unsigned long long)bytes, name, device->describeRoom().c_str());
  std::lock_guard lock(memoryMutex);
  blocks[data] = bytes;
  ++counters.heap_allocations;
  counters.live_bytes += bytes;
  counters.peak_bytes = std::max(counters.peak_bytes, counters.live_bytes);
  *outData = data;
  return PIPERT_OK;
}

bool pipert_context_t::isMemoryIntact() const {
  std::lock_guard lock(memoryMutex);
  return std::all_of(blocks.begin(), blocks.end(), [&](const auto &block) {
    return device->isIntact(block.first, block.second);
  });
}

extern "C" pipert_status_t pipert_allocate(pipert_context_t *context,
                                           int32_t space, uint64_t bytes,
                                           uint64_t alignment,
                                           void **out_data) {
  return context->allocate(space, bytes, alignment, "own block", out_data);
}

extern "C" pipert_status_t pipert_free(pipert_context_t *context, int32_t space,
                                       void *data) {
  if (pipert_status_t status = checkSpace(*context, space))
    return status;
  if (!data)
    return PIPERT_OK;
  std::lock_guard lock(context->memoryMutex);
  auto block = context->blocks.find(data);
  if (block == context->blocks.end())
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d has not allocated the block at %p", context->rank,
                data);
  uint64_t bytes = block->second;
  bool intact = context->device->isIntact(data, bytes);
  context->counters.live_bytes -= bytes;
  context->blocks.erase(block);
  context->device->free(data);
  if (!intact)
    return fail(PIPERT_INTERNAL,
                "bytes behind a block of %llu bytes of rank %d were written",
                (unsigned long long)bytes, context->rank);
  return PIPERT_OK;
}

extern "C" pipert_status_t
pipert_context_segment(const pipert_context_t *context, int32_t kind,
                       void **out_data) {
  if (kind < 0 || kind >= PIPERT_NUM_SEGMENT_KINDS)
    return fail(PIPERT_INVALID_ARGUMENT, "there is no kind %d of segments",
                kind);
  *out_data = context->segments[size_t(kind)];
  return PIPERT_OK;
}

extern "C" pipert_status_t pipert_copy(pipert_context_t *context,
                                       void *destination,
                                       int32_t destination_space,
                                       const void *source, int32_t source_space,
                                       uint64_t bytes, int32_t stream) {
  if (pipert_status_t status = checkSpace(*context, destination_space))
    return status;
  if (pipert_status_t status = checkSpace(*context, source_space))
    return status;
  if (stream < 0 || stream >= context->numStreams)
    return fail(PIPERT_INVALID_ARGUMENT, "rank %d has no stream %d",
                context->rank, stream);
  return context->device->copy(destination, source, bytes);
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
