//===- CudaTest.cpp - Ranks on emulated GPUs ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Relay.h"

#include "cuda/Blas.h"
#include "cuda/Driver.h"

#include <gtest/gtest.h>

using namespace mlir::pipert::cuda;
using emulated::Machine;
using emulated::MachineSetup;
using relay::Plan;

namespace {

/// Puts the machine back to what it was.
struct Cuda : testing::Test {
  Cuda() { Machine::get().configure(MachineSetup()); }
  ~Cuda() override { Machine::get().configure(MachineSetup()); }
  relay::Module module;
};

TEST_F(Cuda, SumsAreThoseOfEveryOrder) {
  for (uint64_t seed = 0; seed < 24; ++seed)
    for (int32_t numRanks : {2, 3, 4}) {
      Plan plan;
      plan.numRanks = numRanks;
      plan.seed = seed;
      relay::Outcome outcome = relay::run(plan);
      ASSERT_EQ(outcome.status, PIPERT_OK) << outcome.report;
      ASSERT_EQ(outcome.sums, relay::getSums(plan)) << "seed " << seed;
    }
}

TEST_F(Cuda, SumsAreThoseOfSeveralGpus) {
  for (uint64_t seed = 0; seed < 24; ++seed)
    for (const char *device : {"emulated:2", "emulated:3"}) {
      Plan plan;
      plan.numRanks = 4;
      plan.device = device;
      plan.seed = seed;
      relay::Outcome outcome = relay::run(plan);
      ASSERT_EQ(outcome.status, PIPERT_OK) << outcome.report;
      ASSERT_EQ(outcome.sums, relay::getSums(plan)) << "seed " << seed;
    }
}

TEST_F(Cuda, WhatDeviceCodeFindsNamesItsTask) {
  for (uint64_t seed = 0; seed < 4; ++seed) {
    Plan plan;
    plan.seed = seed;
    plan.wrongIndex = 3;
    relay::Outcome outcome = relay::run(plan);
    EXPECT_EQ(outcome.status, PIPERT_OUT_OF_RANGE);
    EXPECT_NE(outcome.report.find("rank 1: way down micro-batch 3: the index "
                                  "of a test is 12, but must be at least 0 and "
                                  "less than 10"),
              std::string::npos)
        << outcome.report;
  }
}

/// The ranks behind it wait for it, on their GPUs.
TEST_F(Cuda, AKernelThatNeverEndsIsNamed) {
  for (const char *device : {"emulated", "emulated:2"})
    for (uint64_t seed = 1; seed < 3; ++seed) {
      Machine::get().configure(MachineSetup());
      Machine::get().stallLaunch("change", 2);
      Plan plan;
      plan.device = device;
      plan.seed = seed;
      plan.timeoutSeconds = 0.3;
      relay::Outcome outcome = relay::run(plan);
      EXPECT_EQ(outcome.status, PIPERT_DEADLINE);
      EXPECT_NE(
          outcome.report.find("rank 1 is to blame: in way down micro-batch 2"),
          std::string::npos)
          << outcome.report;
      EXPECT_NE(outcome.report.find("rank 2: waits for rank 1 to send the "
                                    "activation of micro-batch 2"),
                std::string::npos)
          << outcome.report;
    }
}

//===----------------------------------------------------------------------===//
// What is missing
//===----------------------------------------------------------------------===//

std::string getError(const MachineSetup &setup, const Plan &plan = {}) {
  Machine::get().configure(setup);
  relay::Outcome outcome = relay::run(plan);
  EXPECT_NE(outcome.status, PIPERT_OK);
  return outcome.report;
}

TEST_F(Cuda, DriversThatDoNotServeAreRefused) {
  MachineSetup setup;
  setup.version = 11080;
  EXPECT_EQ(
      getError(setup),
      "the transport 'cuda' does not start: the CUDA driver is of version "
      "11.8, but 12.0 or newer is needed");
  setup = MachineSetup();
  setup.capability = 75;
  EXPECT_EQ(getError(setup),
            "the transport 'cuda' does not start: GPU 0 (emulated GPU 0) has "
            "compute capability 7.5, but the device code needs 8.0 or newer");
  std::string error;
  Driver driver;
  EXPECT_FALSE(openDriver("libno_such_driver.so.1", driver, error));
  EXPECT_EQ(error, "there is no CUDA driver: libno_such_driver.so.1: cannot "
                   "open shared object file: No such file or directory");
  EXPECT_FALSE(openDriver("libm.so.6", driver, error));
  EXPECT_EQ(error, "the CUDA driver has no function cuInit; version 12.0 or "
                   "newer is needed");
  Blas blas;
  EXPECT_FALSE(openBlas("libno_such_blas.so", blas, error));
  EXPECT_EQ(error, "matrix products need cuBLASLt: libno_such_blas.so: cannot "
                   "open shared object file: No such file or directory");
  EXPECT_FALSE(openBlas("libm.so.6", blas, error));
  EXPECT_EQ(error, "cuBLASLt has no function cublasLtCreate");
}

TEST_F(Cuda, MachinesWithoutGpusAreRefused) {
  Machine::get().failCall("cuInit", 0, NoDevice);
  EXPECT_EQ(relay::run({}).report, "the transport 'cuda' does not start: the "
                                   "CUDA driver finds no GPU");
  Machine::get().failCall("cuInit", 0, InvalidValue);
  EXPECT_EQ(relay::run({}).report,
            "the transport 'cuda' does not start: the CUDA driver does not "
            "start: the emulated driver refuses (CUDA_ERROR_INVALID_VALUE)");
  Plan plan;
  for (const char *device :
       {"pigeon", "emulated:", "emulated:9", "emulated:2x"}) {
    plan.device = device;
    EXPECT_EQ(relay::run(plan).report,
              std::string("the transport 'cuda' does not start: there is no "
                          "device '") +
                  device +
                  "', only cuda, emulated and emulated:N with 2 to 8 GPUs");
  }
}

TEST_F(Cuda, MemoryThatDoesNotFitIsNamed) {
  MachineSetup setup;
  setup.memory = 25000;
  EXPECT_EQ(getError(setup),
            "rank 0 cannot allocate 640 bytes for its local: GPU 0 (emulated "
            "GPU 0) has 424 of 25000 bytes left");
}

/// Every call of the driver fails once, each time that it is made: the run ends
/// and says what has failed.
TEST_F(Cuda, EveryCallMayFail) {
  const char *const names[] = {"cuDevicePrimaryCtxRetain",
                               "cuMemAlloc",
                               "cuMemHostAlloc",
                               "cuMemcpyAsync",
                               "cuMemcpyPeerAsync",
                               "cuMemsetD8Async",
                               "cuStreamCreate",
                               "cuStreamSynchronize",
                               "cuStreamWaitEvent",
                               "cuEventCreate",
                               "cuEventRecord",
                               "cuEventQuery",
                               "cuModuleLoadDataEx",
                               "cuModuleGetFunction",
                               "cuLaunchKernel"};
  for (const char *name : names) {
    int numFailed = 0;
    for (uint64_t skipped = 0; skipped < 40; skipped += 1 + skipped / 4) {
      Machine::get().configure(MachineSetup());
      Machine::get().failCall(name, skipped, InvalidValue);
      Plan plan;
      plan.device = "emulated:2";
      plan.seed = 2;
      relay::Outcome outcome = relay::run(plan);
      if (outcome.status == PIPERT_OK)
        EXPECT_EQ(outcome.sums, relay::getSums(plan)) << name << skipped;
      else
        EXPECT_NE(outcome.report, "");
      numFailed += outcome.status != PIPERT_OK;
    }
    EXPECT_GT(numFailed, 0) << name;
  }
}

} // namespace
