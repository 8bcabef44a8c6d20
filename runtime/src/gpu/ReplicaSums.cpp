//===- ReplicaSums.cpp - Sums over replicas on a GPU ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReplicaSums.h"
#include "../KernelStatus.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace mlir::pipert;

/// Addends of a function; parameters are the count of elements, that of
/// addends, what to divide by, where the sum goes, and the addends.
static constexpr int32_t maxAddends = 16;
static constexpr int32_t firstAddend = 4;
static constexpr int32_t numParameters = firstAddend + maxAddends;
static constexpr int32_t numThreads = 256;

static uint64_t getWord(void *const *parameters, int32_t place) {
  return reinterpret_cast<uintptr_t>(parameters[place]);
}

template <class Float>
static void addOne(const pipert_gpu_thread_t *thread, void *const *parameters) {
  const uint64_t i = uint64_t(thread->block) * numThreads + thread->thread;
  if (i >= getWord(parameters, 0))
    return;
  auto getAddend = [&](uint64_t which) {
    return static_cast<const Float *>(parameters[firstAddend + which])[i];
  };
  Float sum = getAddend(0);
  for (uint64_t which = 1; which < getWord(parameters, 1); ++which)
    sum += getAddend(which);
  if (getWord(parameters, 2) != 1)
    sum /= Float(getWord(parameters, 2));
  static_cast<Float *>(parameters[3])[i] = sum;
}

/// The same in PTX. \p type is f32 or f64, of 1 << `shift` bytes.
static std::string makeEntry(const std::string &name, const std::string &type,
                             int shift) {
  std::string text = ".visible .entry " + name + "(";
  for (int32_t i = 0; i < numParameters; ++i)
    text += (i ? ", " : "") + std::string(".param .u64 p") + std::to_string(i);
  text += ")\n{\n  .reg .pred %p<3>;\n  .reg .b32 %r<4>;\n"
          "  .reg .b64 %rd<6>;\n  .reg ." +
          type +
          " %f<4>;\n"
          "  mov.u32 %r1, %ctaid.x;\n  mov.u32 %r2, %tid.x;\n"
          "  cvt.u64.u32 %rd1, %r2;\n"
          "  mad.wide.u32 %rd1, %r1, " +
          std::to_string(numThreads) +
          ", %rd1;\n"
          "  ld.param.u64 %rd2, [p0];\n  setp.ge.u64 %p1, %rd1, %rd2;\n"
          "  @%p1 bra END;\n  shl.b64 %rd3, %rd1, " +
          std::to_string(shift) + ";\n  ld.param.u64 %rd2, [p1];\n";
  for (int32_t i = 0; i < maxAddends; ++i) {
    const std::string number = std::to_string(i);
    if (i)
      text += "  setp.le.u64 %p1, %rd2, " + number + ";\n  @%p1 bra SUM;\n";
    text += "  ld.param.u64 %rd4, [p" + std::to_string(firstAddend + i) +
            "];\n  cvta.to.global.u64 %rd4, %rd4;\n"
            "  add.s64 %rd4, %rd4, %rd3;\n  ld.global." +
            type + (i ? " %f2, [%rd4];\n" : " %f1, [%rd4];\n");
    if (i)
      text += "  add.rn." + type + " %f1, %f1, %f2;\n";
  }
  return text +
         "SUM:\n  ld.param.u64 %rd5, [p2];\n"
         "  setp.eq.u64 %p2, %rd5, 1;\n  @%p2 bra STORE;\n"
         "  cvt.rn." +
         type + ".u64 %f3, %rd5;\n  div.rn." + type +
         " %f1, %f1, %f3;\n"
         "STORE:\n  ld.param.u64 %rd4, [p3];\n"
         "  cvta.to.global.u64 %rd4, %rd4;\n  add.s64 %rd4, %rd4, %rd3;\n"
         "  st.global." +
         type + " [%rd4], %f1;\nEND:\n  ret;\n}\n";
}

static const pipert_gpu_function_t functions[] = {
    {"pipert_add_f32", addOne<float>, numParameters, numThreads, 0, 0},
    {"pipert_add_f64", addOne<double>, numParameters, numThreads, 0, 0}};

const pipert_gpu_module_t &mlir::pipert::getReplicaModule() {
  static const std::string ptx =
      ".version 7.0\n.target sm_75\n.address_size 64\n" +
      makeEntry("pipert_add_f32", "f32", 2) +
      makeEntry("pipert_add_f64", "f64", 3);
  static const pipert_gpu_module_t module = {sizeof(pipert_gpu_module_t),
                                             2,
                                             functions,
                                             ptx.c_str(),
                                             ptx.size(),
                                             nullptr,
                                             0};
  return module;
}

void mlir::pipert::addReplicas(GpuQueue &queue, const ReduceWork &work,
                               void *const *arguments) {
  if (work.numAddends > maxAddends)
    return reportKernelFailure(
        "on a GPU at most " + std::to_string(maxAddends) +
            " replicas can be added up, not " + std::to_string(work.numAddends),
        PIPERT_UNAVAILABLE);
  auto toWord = [](uint64_t number) {
    return reinterpret_cast<void *>(uintptr_t(number));
  };
  void *parameters[numParameters] = {
      toWord(work.count), toWord(uint64_t(work.numAddends)),
      toWord(work.isMean ? uint64_t(work.numAddends) : 1), arguments[0]};
  // Those that there are not are never read.
  for (int32_t i = 0; i < maxAddends; ++i)
    parameters[firstAddend + i] =
        arguments[1 + std::min(i, work.numAddends - 1)];
  queue.launch(functions[work.element == PIPERT_ELEMENT_F64],
               int64_t((work.count + numThreads - 1) / numThreads), parameters);
}
