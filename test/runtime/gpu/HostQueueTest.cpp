//===- HostQueueTest.cpp - What kernels for GPUs call, without one --------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "gpu/Modules.h"
#include "gpu/SmallFloats.h"
#include "pipert/gpu.h"
#include "pipert/pipert.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

using namespace mlir::pipert;

namespace {

/// Copies, where the index of its thread is below the bound; else it reports
/// place 1 of the module, or with bound -1 an assertion.
void copyChecked(const pipert_gpu_thread_t *thread, void *const *parameters) {
  auto *fault = static_cast<pipert_gpu_fault_t *>(parameters[2]);
  auto bound = int64_t(reinterpret_cast<intptr_t>(parameters[3]));
  if (int64_t(thread->thread) < bound) {
    static_cast<float *>(parameters[1])[thread->thread] =
        static_cast<float *>(parameters[0])[thread->thread];
  } else if (fault->state == 0) {
    *fault = {1, 1, int64_t(thread->thread), bound};
  }
}

void waitAlone(const pipert_gpu_thread_t *thread, void *const *) {
  if (thread->thread == 1)
    pipert_gpu_barrier(thread);
}

const pipert_gpu_function_t functions[] = {
    {"copy_checked", copyChecked, 4, 4, 0, 0},
    {"wait_alone", waitAlone, 0, 4, 0, 1}};
const char *const places[] = {"an index of nobody", "the index of 'copy'"};
const pipert_gpu_module_t module = {
    sizeof(pipert_gpu_module_t), 2, functions, "// nothing", 10, places, 2};

void launchCopy(const float *source, float *destination, intptr_t bound) {
  void *fault = nullptr;
  pipert_gpu_fault(&fault);
  void *parameters[] = {const_cast<float *>(source), destination, fault,
                        reinterpret_cast<void *>(bound)};
  pipert_gpu_launch(&functions[0], 1, parameters);
}

TEST(HostQueue, LaunchesAndCopiesAtOnce) {
  const float source[4] = {1, 2, 3, 4};
  float destination[4] = {}, copy[4] = {};
  launchCopy(source, destination, 4);
  pipert_gpu_copy(copy, destination, sizeof(copy));
  pipert_gpu_copy(nullptr, nullptr, 0);
  EXPECT_EQ(std::memcmp(copy, source, sizeof(copy)), 0);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OK);
}

TEST(HostQueue, WhatDeviceCodeFindsIsAFaultOfTheKernel) {
  float values[4] = {};
  launchCopy(values, values, 2);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_INTERNAL);
  EXPECT_STREQ(pipert_last_error(),
               "device code reports place 1, which no module names");
  ASSERT_EQ(pipert_gpu_add_module(&module), PIPERT_OK);
  launchCopy(values, values, 2);
  launchCopy(values, values, 4); // Goes on, and takes nothing back.
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OUT_OF_RANGE);
  EXPECT_STREQ(pipert_last_error(),
               "the index of 'copy' is 2, but must be at least 0 and less "
               "than 2");
  launchCopy(values, values, -1);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_ASSERTION);
  EXPECT_STREQ(pipert_last_error(), "the index of 'copy' does not hold");
  EXPECT_EQ(pipert_kernel_status(), PIPERT_OK);
  pipert_gpu_remove_module(&module);
}

TEST(HostQueue, ThreadsThatNeverComeAreAFaultOfTheKernel) {
  pipert_gpu_launch(&functions[1], 1, nullptr);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_INTERNAL);
  EXPECT_STREQ(pipert_last_error(),
               "device function 'wait_alone': of 4 threads from thread 0 of "
               "block 0 on, 1 wait at a barrier and 0 at a shuffle, and 3 have "
               "ended");
}

TEST(HostQueue, ModulesAreChecked) {
  EXPECT_EQ(pipert_gpu_add_module(nullptr), PIPERT_INVALID_ARGUMENT);
  pipert_gpu_module_t wrong = module;
  wrong.struct_size -= 8;
  EXPECT_EQ(pipert_gpu_add_module(&wrong), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(), "a module of device code is cut short");
  wrong = module;
  wrong.ptx_bytes = 3;
  EXPECT_EQ(pipert_gpu_add_module(&wrong), PIPERT_INVALID_ARGUMENT);
  pipert_gpu_function_t function = functions[0];
  wrong = module;
  wrong.functions = &function;
  wrong.num_functions = 1;
  function.threads = 1025;
  EXPECT_EQ(pipert_gpu_add_module(&wrong), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "device function 'copy_checked' has 1025 threads a block, 4 "
               "parameters and 0 bytes of shared memory");
  function.name = "";
  EXPECT_EQ(pipert_gpu_add_module(&wrong), PIPERT_INVALID_ARGUMENT);
  EXPECT_STREQ(pipert_last_error(),
               "a device function has no name, or no code for the CPU");
  ASSERT_EQ(pipert_gpu_add_module(&module), PIPERT_OK);
  ASSERT_EQ(pipert_gpu_add_module(&module), PIPERT_OK);
  pipert_gpu_remove_module(&module);
  EXPECT_TRUE(getGpuModules().empty());
  pipert_gpu_remove_module(&module);
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

template <class T>
T convert(float value) {
  if constexpr (std::is_floating_point_v<T>)
    return T(value);
  else
    return T::round(value);
}

/// Two products of small integers, which every type has exactly, of matrices
/// with gaps between their rows.
template <class T>
void checkProducts(int32_t element, bool transposesA, bool transposesB,
                   bool accumulates) {
  const int64_t m = 3, n = 5, k = 4, pitch = 7, size = pitch * 6;
  std::vector<T> a(2 * size), b(2 * size), c(2 * size, convert<T>(2.0f));
  for (int64_t i = 0; i < 2 * size; ++i) {
    a[i] = convert<T>(float(i % 5 - 2));
    b[i] = convert<T>(float(i % 7 - 3));
  }
  pipert_gpu_multiply(element, m, n, k, a.data(), pitch, transposesA, b.data(),
                      pitch, transposesB, accumulates, c.data(), pitch, 2, size,
                      size, size);
  for (int64_t which = 0; which < 2; ++which)
    for (int64_t i = 0; i < 6; ++i)
      for (int64_t j = 0; j < pitch; ++j) {
        const int64_t from = which * size;
        float sum = accumulates ? 2 : 0;
        for (int64_t p = 0; p < k; ++p)
          sum +=
              float(a[from + (transposesA ? p * pitch + i : i * pitch + p)]) *
              float(b[from + (transposesB ? j * pitch + p : p * pitch + j)]);
        const bool isInside = i < m && j < n;
        ASSERT_EQ(float(c[from + i * pitch + j]), isInside ? sum : 2.0f);
      }
}

TEST(HostQueue, MultipliesEveryTypeInEveryWay) {
  for (int way = 0; way < 8; ++way) {
    checkProducts<float>(PIPERT_ELEMENT_F32, way & 1, way & 2, way & 4);
    checkProducts<double>(PIPERT_ELEMENT_F64, way & 1, way & 2, way & 4);
    checkProducts<BFloat16>(PIPERT_ELEMENT_BF16, way & 1, way & 2, way & 4);
    checkProducts<Float16>(PIPERT_ELEMENT_F16, way & 1, way & 2, way & 4);
  }
  pipert_gpu_multiply(9, 1, 1, 1, nullptr, 1, 0, nullptr, 1, 0, 0, nullptr, 1,
                      1, 0, 0, 0);
  EXPECT_EQ(pipert_kernel_status(), PIPERT_INTERNAL);
  EXPECT_STREQ(pipert_last_error(),
               "there is no product of elements of kind 9");
}

/// Every number of 16 bits comes back, and what lies between two goes to the
/// nearer one, or to the even one.
template <class T>
void checkRounding(uint16_t infinity) {
  for (uint32_t bits = 0; bits < 1 << 16; ++bits) {
    const T number{uint16_t(bits)};
    if (std::isnan(float(number))) {
      const T again = T::round(float(number));
      EXPECT_TRUE(std::isnan(float(again)));
      EXPECT_EQ(again.bits & 0x8000, int(bits) & 0x8000);
      continue;
    }
    ASSERT_EQ(T::round(float(number)).bits, bits);
    if ((bits & 0x7fff) + 1 >= infinity)
      continue;
    const float next = T{uint16_t(bits + 1)};
    const float middle = float(number) / 2 + next / 2;
    ASSERT_EQ(T::round(middle).bits, bits + (bits & 1));
    ASSERT_EQ(T::round(std::nextafter(middle, float(number))).bits, bits);
    ASSERT_EQ(T::round(std::nextafter(middle, next)).bits, bits + 1);
  }
  EXPECT_EQ(T::round(std::numeric_limits<float>::max()).bits, infinity);
}

TEST(SmallFloats, RoundToNearest) {
  checkRounding<BFloat16>(0x7f80);
  checkRounding<Float16>(0x7c00);
}

} // namespace
