//===- GemmBench.cpp - Speed of matrix products ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints GFLOP/s and time of pipert_gemm_f32 on one core for the four
// transpositions. Configure with -DPIPERT_GEMM_F32=openblas to compare.
//
//===----------------------------------------------------------------------===//

#include "pipert/pipert.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

/// Seconds of one call: the best of five runs of about 10 ms.
template <class Function>
double measure(Function function) {
  double best = 1e9;
  function();
  for (int run = 0; run < 5; ++run) {
    int64_t count = 0;
    Clock::time_point start = Clock::now();
    double seconds = 0;
    for (; seconds < 0.01; count += 4) {
      for (int i = 0; i < 4; ++i)
        function();
      seconds = std::chrono::duration<double>(Clock::now() - start).count();
    }
    best = std::min(best, seconds / double(count));
  }
  return best;
}

void run(int64_t m, int64_t n, int64_t k) {
  std::vector<float> a(size_t(m * k), 1), b(size_t(k * n), 1);
  std::vector<float> c(size_t(m * n));
  std::printf("%4lld x %4lld x %4lld ", (long long)m, (long long)n,
              (long long)k);
  for (int flags = 0; flags < 4; ++flags) {
    bool transA = flags & 2, transB = flags & 1;
    double seconds = measure([&] {
      pipert_gemm_f32(m, n, k, a.data(), transA ? m : k, transA, b.data(),
                      transB ? k : n, transB, 0, c.data(), n);
    });
    std::printf("  %c%c %6.1f GF %9.0f ns", transA ? 'T' : 'N',
                transB ? 'T' : 'N', 2e-9 * double(m * n * k) / seconds,
                1e9 * seconds);
  }
  std::printf("\n");
}

} // namespace

int main() {
  std::printf("%s\n", pipert_gemm_library());
  const std::array<int64_t, 3> sizes[] = {
      {4, 4, 4},        {8, 8, 8},       {16, 16, 16},     {32, 32, 32},
      {64, 64, 64},     {128, 128, 128}, {256, 256, 256},  {512, 512, 512},
      {8, 64, 64},      {8, 256, 64},    {64, 256, 8},     {8, 1024, 256},
      {1, 256, 256},    {256, 1, 256},   {512, 512, 1024}, {512, 512, 1025},
      {512, 512, 4096}, {1, 4, 1 << 20}};
  for (auto [m, n, k] : sizes)
    run(m, n, k);
}
