//===- ReplicaSumsTest.cpp - Sums over replicas on a GPU ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "gpu/ReplicaSums.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>
#include <vector>

using namespace mlir::pipert;

namespace {

template <class Float>
void compare(int32_t element, int32_t numAddends, bool isMean) {
  const uint64_t count = 300;
  const auto size = size_t(numAddends);
  std::vector<std::vector<Float>> addends(size, std::vector<Float>(count));
  for (size_t i = 0; i < addends.size(); ++i)
    for (size_t j = 0; j < count; ++j)
      addends[i][j] = Float(1) / Float(1 + i * 7 + j);
  std::vector<Float> sums(count);
  std::vector<void *> arguments = {sums.data()};
  for (auto &each : addends)
    arguments.push_back(each.data());
  ReduceWork work = {count, numAddends, element, isMean};
  const Kernel onHost = makeAddKernel(work);
  onHost.function(onHost.userData, arguments.data());
  // The last addend becomes the sum, as in a replica.
  arguments[0] = arguments.back();
  addReplicas(getGpuQueue(), work, arguments.data());
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OK);
  EXPECT_EQ(addends.back(), sums) << numAddends << " addends";
}

TEST(ReplicaSums, HaveTheBitsOfTheHost) {
  for (int32_t numAddends : {2, 3, 16})
    for (bool isMean : {false, true}) {
      compare<float>(PIPERT_ELEMENT_F32, numAddends, isMean);
      compare<double>(PIPERT_ELEMENT_F64, numAddends, isMean);
    }
}

TEST(ReplicaSums, HaveALimit) {
  std::vector<void *> arguments(18, nullptr);
  addReplicas(getGpuQueue(), {4, 17, PIPERT_ELEMENT_F32, false},
              arguments.data());
  EXPECT_EQ(pipert_kernel_status(), PIPERT_UNAVAILABLE);
  EXPECT_STREQ(pipert_last_error(),
               "on a GPU at most 16 replicas can be added up, not 17");
}

/// With the assembler of CUDA, which PIPE_PTXAS or the PATH has.
TEST(ReplicaSums, ThePtxCanBeAssembled) {
  const char *given = std::getenv("PIPE_PTXAS");
  const std::string ptxas = given ? given : "ptxas";
  if (std::system((ptxas + " --version > /dev/null 2>&1").c_str()) != 0)
    GTEST_SKIP() << "there is no ptxas";
  const std::string file =
      testing::TempDir() + "/replica_sums." + std::to_string(getpid()) + ".ptx";
  std::ofstream(file) << getReplicaModule().ptx;
  for (const char *target : {"sm_80", "sm_90"})
    EXPECT_EQ(
        std::system((ptxas + " -arch=" + target + " " + file + " -o /dev/null")
                        .c_str()),
        0);
  std::remove(file.c_str());
}

} // namespace
