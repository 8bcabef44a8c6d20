//===- InterfaceTest.cpp - The C interface apart from messages ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TestWorld.h"

#include <cstring>
#include <gtest/gtest.h>

// The sanitizers end the program when an allocation is too large, unless told.
extern "C" const char *__asan_default_options() {
  return "allocator_may_return_null=1";
}
extern "C" const char *__tsan_default_options() {
  return "allocator_may_return_null=1";
}

namespace {

const TestProgram doNothing = [](pipert_context_t *) { return PIPERT_OK; };

pipert_world_options_t makeOptions() {
  pipert_world_options_t options = {};
  options.struct_size = sizeof(options);
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.abi_minor = PIPERT_ABI_VERSION_MINOR;
  options.num_ranks = 1;
  return options;
}

pipert_status_t create(const pipert_world_options_t &options) {
  pipert_world_t *world = nullptr;
  pipert_status_t status = pipert_world_create(&options, &world);
  pipert_world_destroy(world);
  return status;
}

TEST(Interface, RefusesOtherAbi) {
  pipert_world_options_t options = makeOptions();
  EXPECT_EQ(create(options), PIPERT_OK);
  options.abi_major += 1;
  EXPECT_EQ(create(options), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(),
               "ABI version 1.10 is asked for, but this runtime has 0.10");
  options = makeOptions();
  options.abi_minor += 1;
  EXPECT_EQ(create(options), PIPERT_UNAVAILABLE);
}

TEST(Interface, RefusesUnknownTransportAndSizes) {
  pipert_world_options_t options = makeOptions();
  options.transport = "pigeon";
  EXPECT_EQ(create(options), PIPERT_UNAVAILABLE);
  EXPECT_EQ(std::string("this build has no transport 'pigeon', only ") +
                pipert_transport_names(),
            pipert_last_error());
  options = makeOptions();
  options.num_ranks = 0;
  EXPECT_EQ(create(options), PIPERT_INVALID_ARGUMENT);
  options = makeOptions();
  options.buffering = 9;
  EXPECT_EQ(create(options), PIPERT_INVALID_ARGUMENT);
}

/// A caller that was built when the struct was shorter.
TEST(Interface, ShortStructGetsDefaults) {
  pipert_world_options_t options = makeOptions();
  options.struct_size = offsetof(pipert_world_options_t, timeout_ns);
  options.buffering = 9; // Behind the end: not read.
  EXPECT_EQ(create(options), PIPERT_OK);
}

TEST(Interface, ContextsAreChecked) {
  pipert_world_options_t options = makeOptions();
  options.num_ranks = 2;
  pipert_world_t *world;
  ASSERT_EQ(pipert_world_create(&options, &world), PIPERT_OK);
  pipert_context_t *context;
  auto make = [&](int32_t rank, int32_t peer, int32_t capacity,
                  int32_t copies = 1) {
    std::vector<pipert_channel_desc_t> channels(
        copies, {sizeof(pipert_channel_desc_t), peer, PIPERT_CHANNEL_ACTIVATION,
                 PIPERT_SEND, capacity});
    pipert_rank_desc_t desc = {sizeof(desc), rank, channels.data(), copies};
    return pipert_context_create(world, &desc, &context);
  };
  EXPECT_EQ(make(2, 0, 1), PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(make(0, 0, 1), PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(make(0, 2, 1), PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(make(0, 1, 0), PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(make(0, 1, 1, 2), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "channel 1 of rank 0 is there twice");
  EXPECT_EQ(make(0, 1, 1), PIPERT_OK);
  EXPECT_EQ(make(0, 1, 1), PIPERT_INVALID_ARGUMENT);
  pipert_call_t calls[2] = {};
  EXPECT_EQ(pipert_world_run(world, calls, 2), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 1 has no context");
  pipert_rank_desc_t second = {sizeof(second), 1};
  ASSERT_EQ(pipert_context_create(world, &second, &context), PIPERT_OK);
  EXPECT_EQ(pipert_world_run(world, calls, 2), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(
      pipert_last_error(),
      "rank 1 has no receiving end of the activation channel from rank 0");
  pipert_world_destroy(world);
  pipert_world_destroy(nullptr);
}

/// A list of replicas has its rank; one of the kind that the world makes is no
/// channel of a program.
TEST(Interface, ReplicasHaveTheirRank) {
  pipert_world_options_t options = makeOptions();
  options.num_ranks = 3;
  pipert_world_t *world = nullptr;
  pipert_context_t *context = nullptr;
  ASSERT_EQ(pipert_world_create(&options, &world), PIPERT_OK);
  const int32_t others[] = {1, 2};
  pipert_rank_desc_t desc = {sizeof(desc), 0};
  desc.replicas = others;
  desc.num_replicas = 2;
  EXPECT_EQ(pipert_context_create(world, &desc, &context),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 0 is not among its replicas");
  pipert_channel_desc_t channel = {sizeof(channel), 1, 2, PIPERT_SEND, 1};
  desc = {sizeof(desc), 0, &channel, 1};
  EXPECT_EQ(pipert_context_create(world, &desc, &context),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "channel 0 of rank 0 has kind 2, which is unknown");
  pipert_world_destroy(world);
}

TEST(Interface, ReplicasAgreeOnWhoTheyAre) {
  TestWorld world(3, {}, {}, 30, 0, {}, {{0, 1}, {1, 2}});
  const TestProgram nothing = [](pipert_context_t *) { return PIPERT_OK; };
  EXPECT_EQ(world.run({nothing, nothing, nothing}), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 1 has no receiving end of the addend "
                                    "channel from rank 0");
}

/// Of what a kernel reports in a task, the first index counts; reports of an
/// earlier task do not.
TEST(Interface, KernelsReportIndices) {
  TestWorld world(1);
  const TestProgram program = [](pipert_context_t *context) {
    pipert_index_out_of_range("left behind", 7, 5);
    TRY(runTask(context, 0, 3));
    return runTask(context, 1, 4, [] {
      pipert_index_out_of_range("the index", -2, 5);
      pipert_index_out_of_range("another index", 9, 5);
    });
  };
  EXPECT_EQ(world.run({program}), PIPERT_OUT_OF_RANGE);
  EXPECT_STREQ(pipert_last_error(),
               "rank 0: task 1 micro-batch 4: the index is -2, but must be at "
               "least 0 and less than 5");
}

TEST(Interface, KernelStatusTellsOnce) {
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OK);
  pipert_index_out_of_range("the index", 5, 5);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OUT_OF_RANGE);
  EXPECT_STREQ(pipert_last_error(),
               "the index is 5, but must be at least 0 and less than 5");
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OK);
}

/// An assertion is told like an index.
TEST(Interface, KernelsReportAssertions) {
  pipert_assertion_failed("the assertion \"x > 0\"");
  pipert_index_out_of_range("the index", 5, 5);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_ASSERTION);
  EXPECT_STREQ(pipert_last_error(), "the assertion \"x > 0\" does not hold");
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OK);
}

TEST(Interface, MemoryIsAlignedCountedAndGuarded) {
  TestWorld world(1);
  pipert_context_t *context = world.contexts[0];
  void *a, *b;
  ASSERT_EQ(pipert_allocate(context, PIPERT_MEMORY_HOST, 100, 4096, &a),
            PIPERT_OK);
  ASSERT_EQ(pipert_allocate(context, PIPERT_MEMORY_PINNED, 28, 1, &b),
            PIPERT_OK);
  EXPECT_EQ(uintptr_t(a) % 4096, 0u);
  EXPECT_EQ(uintptr_t(b) % 64, 0u);
  EXPECT_EQ(world.getCounters(0).live_bytes, 128u);
  EXPECT_EQ(pipert_free(context, PIPERT_MEMORY_HOST, a), PIPERT_OK);
  EXPECT_EQ(world.getCounters(0).live_bytes, 28u);
  EXPECT_EQ(world.getCounters(0).peak_bytes, 128u);
  EXPECT_EQ(pipert_free(context, PIPERT_MEMORY_HOST, nullptr), PIPERT_OK);
  EXPECT_EQ(pipert_free(context, PIPERT_MEMORY_HOST, &a),
            PIPERT_INVALID_ARGUMENT);
  static_cast<char *>(b)[28] = 1;
  EXPECT_EQ(pipert_free(context, PIPERT_MEMORY_PINNED, b), PIPERT_INTERNAL);
  EXPECT_EQ(pipert_allocate(context, 7, 1, 1, &a), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(),
               "the device of rank 0 has no memory space 7");
  EXPECT_EQ(pipert_allocate(context, PIPERT_MEMORY_HOST, 1, 3, &a),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_EQ(pipert_allocate(context, PIPERT_MEMORY_HOST, UINT64_MAX, 64, &a),
            PIPERT_OUT_OF_MEMORY);
  EXPECT_EQ(
      pipert_allocate(context, PIPERT_MEMORY_HOST, uint64_t(1) << 60, 64, &a),
      PIPERT_OUT_OF_MEMORY);
}

TEST(Interface, RankDescriptionsAreChecked) {
  pipert_world_options_t options = makeOptions();
  pipert_world_t *world;
  ASSERT_EQ(pipert_world_create(&options, &world), PIPERT_OK);
  pipert_context_t *context;
  auto make = [&](std::vector<pipert_segment_desc_t> segments,
                  pipert_kernel_t kernel = callFunction) {
    for (pipert_segment_desc_t &segment : segments)
      segment.struct_size = sizeof(segment);
    pipert_kernel_desc_t kernels = {sizeof(kernels), "f", kernel, nullptr};
    pipert_rank_desc_t desc = {};
    desc.struct_size = sizeof(desc);
    desc.segments = segments.data();
    desc.num_segments = int32_t(segments.size());
    desc.kernels = &kernels;
    desc.num_kernels = 1;
    return pipert_context_create(world, &desc, &context);
  };
  EXPECT_EQ(make({{0, 99, PIPERT_MEMORY_HOST, 8, 8}}), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "segment 0 of rank 0 has kind 99, which is unknown");
  pipert_segment_desc_t local = {0, PIPERT_SEGMENT_LOCAL, PIPERT_MEMORY_DEVICE,
                                 64, 8};
  EXPECT_EQ(make({local, local}), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 0 has two segments 'local'");
  EXPECT_EQ(make({{0, PIPERT_SEGMENT_REQUESTS, PIPERT_MEMORY_DEVICE, 8, 8}}),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "the segment 'requests' of rank 0 lies in memory space 2, but "
               "programs write it");
  EXPECT_EQ(make({{0, PIPERT_SEGMENT_LOCAL, PIPERT_MEMORY_DEVICE, 64,
                   uint64_t(1) << 60}}),
            PIPERT_OUT_OF_MEMORY);
  EXPECT_STREQ(
      pipert_last_error(),
      "rank 0 cannot allocate 1152921504606846976 bytes for its local");
  EXPECT_EQ(make({}, nullptr), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "kernel 0 of rank 0, 'f', has no function");
  EXPECT_EQ(make({local}), PIPERT_OK);
  void *data = nullptr;
  EXPECT_EQ(pipert_context_segment(context, PIPERT_SEGMENT_LOCAL, &data),
            PIPERT_OK);
  EXPECT_NE(data, nullptr);
  EXPECT_EQ(pipert_context_segment(context, 99, &data),
            PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "there is no kind 99 of segments");
  pipert_world_destroy(world);
}

TEST(Interface, CallsAreChecked) {
  TestWorld world(2);
  auto program = [](pipert_context_t *, void *const *, const void *const *,
                    void *const *) { return int32_t(PIPERT_OK); };
  auto run = [&](std::vector<int32_t> ranks) {
    std::vector<pipert_call_t> calls;
    for (int32_t rank : ranks)
      calls.push_back({sizeof(pipert_call_t), rank, program, nullptr, nullptr});
    return pipert_world_run(world.world, calls.data(), int32_t(calls.size()));
  };
  EXPECT_EQ(run({0}), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "1 calls for 2 ranks");
  EXPECT_EQ(run({0, 2}), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "call 1 is of rank 2 of 2 ranks, or has no program");
  EXPECT_EQ(run({1, 1}), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "rank 1 has two calls");
  EXPECT_EQ(run({1, 0}), PIPERT_OK);
}

/// Where a kernel touches memory that it was not given, the guarded transport
/// says whose it is.
TEST(GuardedDeathTest, TouchOfClosedMemoryIsNamed) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  auto touch = [] {
    TestWorld world(1, {}, {"Guarded", "guarded"}, 30, 0,
                    {{sizeof(pipert_segment_desc_t), PIPERT_SEGMENT_LOCAL,
                      PIPERT_MEMORY_DEVICE, 64, 8}});
    void *local;
    pipert_context_segment(world.contexts[0], PIPERT_SEGMENT_LOCAL, &local);
    world.run({[&](pipert_context_t *context) {
      return runTask(context, 0, 0,
                     [&] { *static_cast<volatile char *>(local) = 1; });
    }});
  };
  EXPECT_DEATH(touch(), "the local of rank 0 was touched although no kernel "
                        "that is running was given it");
}

TEST(Interface, StreamsAndCopies) {
  TestWorld world(1);
  pipert_context_t *context = world.contexts[0];
  int32_t stream = -1;
  EXPECT_EQ(pipert_stream_synchronize(context, 1), PIPERT_INVALID_ARGUMENT);
  ASSERT_EQ(pipert_stream_create(context, &stream), PIPERT_OK);
  EXPECT_EQ(stream, 1);
  EXPECT_EQ(pipert_stream_synchronize(context, 1), PIPERT_OK);
  int source = 5, target = 0;
  EXPECT_EQ(pipert_copy(context, &target, PIPERT_MEMORY_HOST, &source,
                        PIPERT_MEMORY_HOST, sizeof(int), stream),
            PIPERT_OK);
  EXPECT_EQ(target, 5);
  EXPECT_EQ(pipert_copy(context, &target, PIPERT_MEMORY_HOST, &source, 3,
                        sizeof(int), 0),
            PIPERT_UNAVAILABLE);
  EXPECT_EQ(pipert_copy(context, &target, PIPERT_MEMORY_HOST, &source,
                        PIPERT_MEMORY_HOST, sizeof(int), 2),
            PIPERT_INVALID_ARGUMENT);
}

TEST(Interface, TraceHoldsEveryTaskAndMessage) {
  TestWorld world(2, {{0, 1}});
  int value = 0;
  auto sender = [&](pipert_context_t *context) -> int32_t {
    TRY(runTask(context, 0, 4));
    return sendNow(context, world.getSend(0, 1), &value, sizeof(int), 4);
  };
  auto receiver = [&](pipert_context_t *context) {
    return receiveNow(context, world.getRecv(1, 0), sizeof(int), 4);
  };
  ASSERT_EQ(world.run({sender, receiver}), PIPERT_OK);
  std::vector<pipert_event_t> events = world.getTrace(0);
  ASSERT_GE(events.size(), 3u);
  EXPECT_EQ(events[0].kind, PIPERT_EVENT_TASK);
  EXPECT_EQ(events[0].micro_batch, 4);
  EXPECT_LE(events[0].start_ns, events[0].end_ns);
  EXPECT_EQ(events[1].kind, PIPERT_EVENT_SEND);
  EXPECT_GE(events[1].start_ns, events[0].end_ns);
  EXPECT_EQ(events.back().kind, PIPERT_EVENT_STEP);
  pipert_event_t sent = events[1];
  events = world.getTrace(1);
  ASSERT_EQ(events.size(), 4u);
  const int32_t kinds[] = {PIPERT_EVENT_RECV, PIPERT_EVENT_WAIT_RECV,
                           PIPERT_EVENT_RELEASE};
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(events[i].kind, kinds[i]);
    EXPECT_EQ(events[i].sequence, sent.sequence);
    EXPECT_EQ(events[i].micro_batch, 4);
    EXPECT_EQ(events[i].bytes, sizeof(int));
  }
}

TEST(Interface, FullTraceKeepsTheLatest) {
  TestWorld world(1, {}, {}, 30, /*traceCapacity=*/4);
  auto program = [&](pipert_context_t *context) -> int32_t {
    for (int m = 0; m < 10; ++m) {
      TRY(runTask(context, 0, m));
    }
    return PIPERT_OK;
  };
  for (int step = 0; step < 2; ++step) {
    ASSERT_EQ(world.run({program}), PIPERT_OK);
    std::vector<pipert_event_t> events = world.getTrace(0);
    ASSERT_EQ(events.size(), 4u);
    EXPECT_EQ(events[0].micro_batch, 7);
    EXPECT_EQ(events[2].micro_batch, 9);
    EXPECT_EQ(events[3].kind, PIPERT_EVENT_STEP);
    EXPECT_EQ(world.getCounters(0).events_dropped, 7u);
  }
  EXPECT_EQ(world.getCounters(0).tasks, 20u);
}

TEST(Interface, StatusNamesAreDistinct) {
  std::vector<std::string> names;
  for (int status = 0; status <= PIPERT_OUT_OF_MEMORY; ++status) {
    names.push_back(pipert_status_name(pipert_status_t(status)));
    EXPECT_EQ(std::count(names.begin(), names.end(), names.back()), 1);
  }
}

/// The compiler side of pipert_functions.def: names and types, and the library
/// exports every function.
struct FunctionRow {
  std::string name;
  std::string result;
  std::vector<std::string> parameters;
};
const std::vector<FunctionRow> functions = {
#define PIPERT_PARAMETER(TYPE, NAME) #TYPE
#define PIPERT_FUNCTION(NAME, RESULT, ...)                                     \
  {"pipert_" #NAME, #RESULT, {__VA_ARGS__}},
#include "pipert/pipert_functions.def"
};

TEST(Interface, FunctionsExpandInBothLanguages) {
  ASSERT_EQ(functions.size(), 18u);
  EXPECT_EQ(functions[0].name, "pipert_send");
  EXPECT_EQ(functions[0].result, "STATUS");
  EXPECT_EQ(functions[0].parameters,
            (std::vector<std::string>{"CONTEXT", "I32", "IN", "U64", "I64",
                                      "I32", "OUT_REQUEST"}));
  EXPECT_EQ(functions[8].name, "pipert_gemm_f32");
  EXPECT_EQ(functions[8].parameters.size(), 12u);
  EXPECT_EQ(functions[17].name, "pipert_gpu_shuffle");
  EXPECT_EQ(functions[17].result, "U64");
}

TEST(Interface, KindsOfSegmentsHaveNames) {
  const char *names[] = {"parameters", "gradients", "local",    "received",
                         "inputs",     "outputs",   "requests", "workspace",
                         "state",      "hypers"};
  ASSERT_EQ(std::size(names), size_t(PIPERT_NUM_SEGMENT_KINDS));
  for (int32_t kind = 0; kind < PIPERT_NUM_SEGMENT_KINDS; ++kind)
    EXPECT_STREQ(pipert_segment_name(kind), names[kind]);
  EXPECT_EQ(pipert_segment_name(-1), nullptr);
  EXPECT_EQ(pipert_segment_name(PIPERT_NUM_SEGMENT_KINDS), nullptr);
}

} // namespace
