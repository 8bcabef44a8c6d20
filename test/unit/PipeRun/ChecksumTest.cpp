//===- ChecksumTest.cpp - Checksums of files and texts --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/Checksum.h"

#include "gtest/gtest.h"

using namespace mlir::pipe;

namespace {

// Published values of XXH64 with seed 0; all lengths of a rest occur.
TEST(Checksum, IsXxh64) {
  EXPECT_EQ(getChecksum(""), "ef46db3751d8e999");
  EXPECT_EQ(getChecksum("a"), "d24ec4f1a98c6e5b");
  EXPECT_EQ(getChecksum("abc"), "44bc2cf5ad770999");
  EXPECT_EQ(getChecksum("Nobody inspects the spammish repetition"),
            "fbcea83c8a378bf1");
}

TEST(Checksum, SeesEveryBit) {
  std::string text(77, 'x');
  std::string sum = getChecksum(text);
  for (size_t i = 0; i < text.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      std::string other = text;
      other[i] = char(other[i] ^ 1 << bit);
      EXPECT_NE(getChecksum(other), sum);
    }
  EXPECT_NE(getChecksum(text + '\0'), sum);
}

TEST(Seal, IsFoundByKeyAndNotByText) {
  std::string text = R"({"a": "manifest_checksum", "b\"manifest_checksum": 1,
    "manifest_checksum" : "0000000000000000"})";
  std::optional<std::string> sealed = seal(text);
  ASSERT_TRUE(sealed);
  EXPECT_NE(*sealed, text);
  EXPECT_EQ(hasIntactSeal(*sealed), true);
  EXPECT_EQ(seal(*sealed), sealed);
  EXPECT_EQ(hasIntactSeal(text), false);
  for (size_t i = 0; i < sealed->size(); ++i) {
    std::string other = *sealed;
    other[i] = char(other[i] ^ 1);
    EXPECT_NE(hasIntactSeal(other), true) << other;
  }
}

TEST(Seal, NeedsSixteenDigits) {
  EXPECT_FALSE(seal("{}"));
  EXPECT_FALSE(seal(R"({"manifest_checksum": 12})"));
  EXPECT_FALSE(seal(R"({"manifest_checksum": "12"})"));
  EXPECT_FALSE(seal(R"({"manifest_checksum": "000000000000000g"})"));
  EXPECT_FALSE(seal(R"({"manifest_checksum)"));
  EXPECT_FALSE(hasIntactSeal(R"("manifest_checksum":)"));
}

} // namespace
