//===- LossScaleTest.cpp - What the loss is multiplied by -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "LossScale.h"
#include "Caught.h"
#include "TestFiles.h"

#include <cmath>

using namespace mlir::pipe;

namespace {

Manifest makeManifest(std::optional<double> value) {
  Manifest manifest;
  manifest.hypers.push_back({"scale",
                             std::string(bundle::kLossScaleRole),
                             {ElementType::F32, {}},
                             value});
  return manifest;
}

const Manifest kDynamic = makeManifest(std::nullopt);

/// The scales of steps, of which those with a letter x are skipped.
std::vector<double> getScales(const LossScaleOptions &options,
                              std::string_view steps) {
  LossScale scale(kDynamic, options);
  Progress progress;
  scale.begin(progress);
  std::vector<double> scales;
  for (char step : steps) {
    scales.push_back(scale.get(progress));
    scale.update(progress, step == 'x');
  }
  scales.push_back(scale.get(progress));
  return scales;
}

using Scales = std::vector<double>;

TEST(LossScale, GoesDownAtASkip) {
  EXPECT_EQ(getScales({}, "-x-xx"),
            Scales({65536, 65536, 32768, 32768, 16384, 8192}));
  EXPECT_EQ(getScales({.init = 4, .backoffFactor = 0.125}, "xx"),
            Scales({4, 1, 1}));
}

TEST(LossScale, GoesUpBehindStepsInARow) {
  EXPECT_EQ(getScales({.init = 4, .growthInterval = 2}, "---x---"),
            Scales({4, 4, 8, 8, 4, 4, 8, 8}));
  EXPECT_EQ(
      getScales({.init = 4, .growthFactor = 4, .growthInterval = 1}, "--"),
      Scales({4, 16, 64}));
  // 2^128 is infinite in f32.
  EXPECT_EQ(getScales({.init = 0x1p126, .growthInterval = 1}, "---"),
            Scales({0x1p126, 0x1p127, 0x1p127, 0x1p127}));
  const std::string many(2000, '-');
  EXPECT_EQ(getScales({}, many).back(), 131072);
  EXPECT_EQ(getScales({}, many.substr(1)).back(), 65536);
}

TEST(LossScale, GoesOn) {
  LossScale scale(kDynamic, {.growthInterval = 3});
  Progress progress{.lossScale = 32, .growthTracker = 2};
  scale.begin(progress);
  EXPECT_EQ(scale.get(progress), 32);
  scale.update(progress, false);
  EXPECT_EQ(scale.get(progress), 64);
  EXPECT_EQ(progress.growthTracker, 0);
}

TEST(LossScale, MayBeFixed) {
  LossScale fixed(makeManifest(1000), {});
  Progress progress;
  fixed.begin(progress);
  fixed.update(progress, true);
  EXPECT_FALSE(fixed.isDynamic());
  EXPECT_EQ(fixed.get(progress), 1000);
  EXPECT_EQ(progress.lossScale, 0);
  EXPECT_EQ(LossScale(Manifest(), {}).get(progress), 1);
}

TEST(LossScale, RefusesWhatDoesNotFit) {
  auto getMessage = [](const Manifest &manifest,
                       const LossScaleOptions &options) {
    return getError([&] { LossScale(manifest, options); });
  };
  EXPECT_EQ(getMessage(makeManifest(1000), {.init = 2}),
            "--loss-scale-...: the loss scale of the bundle is 1000 in all "
            "steps; compile with --loss-scale=dynamic");
  EXPECT_EQ(getMessage(Manifest(), {.growthInterval = 2}),
            "--loss-scale-...: the bundle has no loss scale; compile with "
            "--loss-scale=dynamic");
  EXPECT_EQ(getMessage(kDynamic, {.init = 3}),
            "--loss-scale-init=3: must be a power of two of f32, at least 1");
  EXPECT_EQ(getMessage(kDynamic, {.init = 0x1p128}),
            "--loss-scale-init=3.402823669209385e+38: must be a power of two "
            "of f32, at least 1");
  EXPECT_EQ(getMessage(kDynamic, {.growthFactor = 1.5}),
            "--loss-scale-growth-factor=1.5: must be a power of two of at "
            "least 1");
  EXPECT_EQ(getMessage(kDynamic, {.backoffFactor = 1}),
            "--loss-scale-backoff-factor=1: must be a power of two below 1");
  EXPECT_EQ(getMessage(kDynamic, {.backoffFactor = 0}),
            "--loss-scale-backoff-factor=0: must be a power of two below 1");
}

TEST(LossScale, IsInTheStateFile) {
  TestFolder folder;
  const std::string path = folder / "state.safetensors";
  TrainingState state;
  state.progress = {7, 5, 1024, 3};
  writeState(path, state);
  Progress found = readState(path, kDynamic).progress;
  EXPECT_EQ(found.step, 7);
  EXPECT_EQ(found.updates, 5);
  EXPECT_EQ(found.lossScale, 1024);
  EXPECT_EQ(found.growthTracker, 3);
  const float single = 4;
  const int64_t step = 7;
  ASSERT_FALSE(writeSafetensors(
      folder / "f32", {{"loss_scale", {ElementType::F32, {}}, &single},
                       {"step", {ElementType::I64, {}}, &step}}));
  EXPECT_EQ(getError([&] { readState(folder / "f32", kDynamic); }),
            (folder / "f32") + ": 'loss_scale' is f32[], but must be f64[]");
  // A bundle without one has no use for it.
  EXPECT_EQ(readState(path, Manifest()).progress.step, 7);
  state.progress = {7, 7};
  writeState(path, state);
  found = readState(path, kDynamic).progress;
  EXPECT_EQ(found.updates, 7);
  EXPECT_EQ(found.lossScale, 0);
  for (double bad : {3.0, 0.5, 0x1p128, double(NAN)}) {
    state.progress.lossScale = bad;
    writeState(path, state);
    EXPECT_NE(getError([&] {
                readState(path, kDynamic);
              }).find("which is no power of two of f32, at least 1"),
              std::string::npos);
  }
}

} // namespace
