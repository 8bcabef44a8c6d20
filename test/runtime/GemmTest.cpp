//===- GemmTest.cpp - Matrix products are right and reproducible ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipert/pipert.h"

#include <array>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <thread>
#include <vector>

namespace {

void multiply(int64_t m, int64_t n, int64_t k, const float *a, int64_t lda,
              bool transA, const float *b, int64_t ldb, bool transB, float beta,
              float *c, int64_t ldc) {
  pipert_gemm_f32(m, n, k, a, lda, transA, b, ldb, transB, beta, c, ldc);
}
void multiply(int64_t m, int64_t n, int64_t k, const double *a, int64_t lda,
              bool transA, const double *b, int64_t ldb, bool transB,
              double beta, double *c, int64_t ldc) {
  pipert_gemm_f64(m, n, k, a, lda, transA, b, ldb, transB, beta, c, ldc);
}

/// A product with its operands; pitches are larger than the rows.
template <class T>
struct Problem {
  int64_t m, n, k;
  bool transA, transB;
  T beta;
  std::vector<T> a, b, c;

  int64_t lda() const { return (transA ? m : k) + 3; }
  int64_t ldb() const { return (transB ? k : n) + 1; }
  int64_t ldc() const { return n + 2; }

  Problem(int64_t m, int64_t n, int64_t k, bool transA, bool transB, T beta)
      : m(m), n(n), k(k), transA(transA), transB(transB), beta(beta),
        a(size_t((transA ? k : m) * lda())),
        b(size_t((transB ? n : k) * ldb())), c(size_t(m * ldc())) {
    std::mt19937 random(unsigned(m * 10007 + n * 101 + k));
    std::normal_distribution<T> normal;
    for (auto *values : {&a, &b, &c})
      for (T &value : *values)
        value = normal(random);
  }

  /// Runs on operands that are moved `shift` elements off their alignment.
  std::vector<T> run(size_t shift = 0) const {
    auto move = [&](const std::vector<T> &values) {
      std::vector<T> moved(values.size() + shift + 64);
      std::copy(values.begin(), values.end(), moved.begin() + shift);
      return moved;
    };
    std::vector<T> movedA = move(a), movedB = move(b), movedC = move(c);
    multiply(m, n, k, movedA.data() + shift, lda(), transA,
             movedB.data() + shift, ldb(), transB, beta, movedC.data() + shift,
             ldc());
    return {movedC.begin() + shift, movedC.begin() + shift + c.size()};
  }

  std::vector<T> expected() const {
    std::vector<T> result = c;
    for (int64_t i = 0; i < m; ++i) {
      for (int64_t j = 0; j < n; ++j) {
        long double sum = beta == 0 ? 0 : (long double)beta * c[i * ldc() + j];
        for (int64_t p = 0; p < k; ++p)
          sum += (long double)a[transA ? p * lda() + i : i * lda() + p] *
                 b[transB ? j * ldb() + p : p * ldb() + j];
        result[i * ldc() + j] = T(sum);
      }
    }
    return result;
  }
};

template <class T>
class Gemm : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(Gemm, Types);

template <class T>
std::vector<Problem<T>> getProblems() {
  std::vector<Problem<T>> problems;
  const std::array<int64_t, 3> sizes[] = {
      {1, 1, 1},      {4, 4, 4},   {8, 64, 64},   {64, 8, 64},
      {1, 64, 33},    {33, 1, 64}, {17, 19, 1},   {17, 33, 65},
      {128, 96, 100}, {3, 7, 0},   {64, 64, 300}, {3, 300, 1100}};
  for (auto [m, n, k] : sizes)
    for (int flags = 0; flags < 4; ++flags)
      for (T beta : {T(0), T(1), T(0.5)})
        problems.emplace_back(m, n, k, flags & 1, flags >> 1, beta);
  return problems;
}

TYPED_TEST(Gemm, AgreesWithDefinition) {
  for (const auto &problem : getProblems<TypeParam>()) {
    std::vector<TypeParam> expected = problem.expected();
    std::vector<TypeParam> result = problem.run();
    TypeParam tolerance = std::numeric_limits<TypeParam>::epsilon() * 4 *
                          TypeParam(problem.k + 4);
    // Elements between the rows of C are compared too: nobody writes them.
    for (size_t i = 0; i < expected.size(); ++i)
      ASSERT_NEAR(result[i], expected[i], tolerance)
          << problem.m << "x" << problem.n << "x" << problem.k << " "
          << problem.transA << problem.transB << " beta " << problem.beta;
  }
}

TYPED_TEST(Gemm, BetaZeroOverwritesNan) {
  for (int64_t k : {0, 5}) {
    Problem<TypeParam> problem(6, 9, k, false, false, 0);
    for (TypeParam &value : problem.c)
      value = std::numeric_limits<TypeParam>::quiet_NaN();
    std::vector<TypeParam> result = problem.run();
    for (int64_t i = 0; i < problem.m; ++i)
      for (int64_t j = 0; j < problem.n; ++j)
        EXPECT_FALSE(std::isnan(result[size_t(i * problem.ldc() + j)]));
  }
}

TYPED_TEST(Gemm, EmptyProductDoesNothing) {
  TypeParam value = 3;
  multiply(0, 1, 1, &value, 1, false, &value, 1, false, TypeParam(0), &value,
           1);
  multiply(1, 0, 1, &value, 1, false, &value, 1, false, TypeParam(0), &value,
           1);
  EXPECT_EQ(value, 3);
}

/// Bit for bit the same at every alignment, on any thread, after any history.
TYPED_TEST(Gemm, IsReproducible) {
  std::vector<Problem<TypeParam>> problems = getProblems<TypeParam>();
  std::vector<std::vector<TypeParam>> expected;
  for (const auto &problem : problems)
    expected.push_back(problem.run());
  auto check = [&](size_t start, size_t stride) {
    for (size_t i = 0; i < problems.size(); ++i) {
      size_t index = (start + i * stride) % problems.size();
      std::vector<TypeParam> result = problems[index].run((start + i) % 17);
      ASSERT_EQ(0, std::memcmp(result.data(), expected[index].data(),
                               result.size() * sizeof(TypeParam)))
          << problems[index].m << "x" << problems[index].n << "x"
          << problems[index].k;
    }
  };
  ASSERT_NE(problems.size() % 7, 0u) << "7 must visit all problems";
  for (size_t start = 0; start < 17; ++start)
    check(start, start % 2 ? 7 : 1);
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < 4; ++thread)
    threads.emplace_back(
        [&, thread] { check(thread * 13, thread % 2 ? 5 : 1); });
  for (std::thread &thread : threads)
    thread.join();
}

/// One row of A at a time gives the same bits as long as shapes are equal: the
/// caller's stride does not matter, nor what lies between the rows.
TYPED_TEST(Gemm, PaddingDoesNotMatter) {
  Problem<TypeParam> problem(8, 64, 64, false, false, 0);
  std::vector<TypeParam> expected = problem.run();
  for (int64_t i = 0; i < problem.m; ++i)
    for (int64_t p = problem.k; p < problem.lda(); ++p)
      problem.a[size_t(i * problem.lda() + p)] =
          std::numeric_limits<TypeParam>::quiet_NaN();
  std::vector<TypeParam> result = problem.run();
  for (int64_t i = 0; i < problem.m; ++i)
    EXPECT_EQ(0, std::memcmp(&result[size_t(i * problem.ldc())],
                             &expected[size_t(i * problem.ldc())],
                             size_t(problem.n) * sizeof(TypeParam)));
}

// Equal terms: what is rounded off is rounded in one direction.
TEST(GemmLong, SumsOfManyTermsKeepTheirDigits) {
  const std::array<int64_t, 3> sizes[] = {
      {2, 3, 1025}, {1, 4, 100000}, {5, 1, 100000}, {70, 270, 2000}};
  for (auto [m, n, k] : sizes)
    for (bool transposed : {false, true}) {
      std::vector<float> a(size_t(m * k), 0.1f), b(size_t(k * n), 0.1f);
      std::vector<float> c(size_t(m * n), 1);
      pipert_gemm_f32(m, n, k, a.data(), transposed ? m : k, transposed,
                      b.data(), transposed ? k : n, transposed, 1, c.data(), n);
      double expected = 1 + double(k) * (double(0.1f) * double(0.1f));
      for (float value : c)
        ASSERT_NEAR(value, expected, 1e-6 * expected) << m << " " << n;
    }
}

TEST(GemmLibrary, IsReported) {
  std::string library = pipert_gemm_library();
  EXPECT_EQ(library.substr(0, 5), "f32: ");
  EXPECT_NE(library.find(", f64: "), std::string::npos);
}

} // namespace
