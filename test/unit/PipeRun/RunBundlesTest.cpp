//===- RunBundlesTest.cpp - Bundles that pipe-run refuses -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunFixture.h"

#include "pipe/TensorIO/Npy.h"

using namespace mlir::pipe;

namespace {

TEST_F(Run, OtherBundles) {
  std::string arguments = "--parameters=" + data + " --inputs=" + data;
  expectError(run(arguments, copyBundle([](json &m) { m["version"] = 9; })), 1,
              "has bundle version 9, but version 4 is read here");
  expectError(
      run(arguments, copyBundle([](json &m) { m["abi"]["major"] = 3; })), 1,
      "is for runtime ABI 3.5, but this runtime has 0.10");
  expectError(run(arguments + " --check",
                  copyBundle([](json &m) { m.erase("reference"); })),
              1,
              "has no unpartitioned model to check with; compile without "
              "--no-reference, for a --target that compiles it, or compare "
              "with a file (--compare)");
  expectError(run(arguments, copyBundle([](json &m) {
                    m["programs"][0]["channels"][0]["capacity"] = 1;
                  })),
              1, "has capacity 1 at the sender, but 2 at the receiver");
  expectError(run(arguments, copyBundle([](json &m) { m["ranks"] = 1; })), 1,
              "");
}

TEST_F(Run, OtherFilesInABundle) {
  std::string arguments = "--parameters=" + data + " --inputs=" + data;
  std::string copy = copyBundle([](json &) {});
  std::string library = readText(copy + "/model.so");
  auto runWith = [&](const std::string &bytes) {
    writeText(copy + "/model.so", bytes);
    return run(arguments, copy);
  };
  const std::string other =
      copy + "/model.so: is not the file of this bundle: ";
  expectError(runWith(library.substr(0, 5000)), 1, other + "it has 5000 bytes");
  expectError(runWith(""), 1, other + "it has 0 bytes");
  library[library.size() / 2] ^= 1;
  expectError(runWith(library), 1, other + "its checksum is ");
  std::filesystem::remove(copy + "/model.so");
  expectError(run(arguments, copy), 1, "model.so: cannot open");
  // A library that is listed as it is, but is none, or has no such function.
  writeText(copy + "/model.so", "no library");
  sealBundle(copy);
  expectError(run(arguments, copy), 1, "model.so: cannot load: ");
  std::filesystem::copy(PIPE_OTHER_LIBRARY, copy + "/model.so",
                        std::filesystem::copy_options::overwrite_existing);
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              "model.so: has no function 'pipe_linear_rank_0'");
  copy = copyBundle([](json &m) { m["files"].erase(0); });
  expectError(run(arguments, copy), 1,
              "manifest.json: does not list the file 'model.so'; compile the "
              "model again");
  copy = copyBundle([](json &) {});
  writeText(copy + "/schedule.csv", "0F0\n");
  expectError(run(arguments, copy), 1,
              "schedule.csv: is not the file of this bundle: it has 4 bytes");
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              "schedule.csv: has 1 ranks and 1 micro-batches, but the manifest "
              "has 2 and 4");
  std::string csv = readText(getLinearBundle() + "/schedule.csv");
  size_t second = csv.find('\n') + 1;
  writeText(copy + "/schedule.csv", csv.substr(second) + csv.substr(0, second));
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              "schedule.csv: places stages on other ranks than the manifest");
  copy = copyBundle([](json &m) {
    m["copy_pattern"] = {0, 1};
    for (json &program : m["programs"])
      for (json &buffer : program["buffers"])
        if (buffer["kind"] == "output")
          buffer["copies"] = {0, 1};
  });
  expectError(run(arguments, copy), 1,
              "schedule.csv: sends micro-batch 1 through another copy of the "
              "model than the manifest");
  copy =
      copyBundle([](json &m) { m["kernels"].push_back({{"name", "more"}}); });
  expectError(run(arguments, copy), 1,
              "model.so: has 6 kernels, but the manifest names 7");
}

TEST_F(Run, ConstantsComeFromTheBundle) {
  std::string copy =
      copyBundle([](json &m) { m["parameters"][1]["in_bundle"] = true; });
  std::string arguments =
      "--parameters=" + (folder / "w0.npy") + " --inputs=" + data + " --check";
  ASSERT_FALSE(
      writeNpy(folder / "w0.npy", {"", {ElementType::F32, {4}}, w0.data()}));
  expectError(run(arguments, copy), 1,
              "does not list the file 'constants.safetensors'");
  std::string path = copy + "/constants.safetensors";
  ASSERT_FALSE(
      writeSafetensors(path, {{"w2", {ElementType::F32, {4}}, w1.data()}}));
  sealBundle(copy);
  expectError(run(arguments, copy), 1, path + ": has no tensor 'w1'");
  ASSERT_FALSE(
      writeSafetensors(path, {{"w1", {ElementType::F32, {3}}, w1.data()}}));
  sealBundle(copy);
  expectError(run(arguments, copy), 1,
              path + ": 'w1' is f32[3], but must be f32[4]");
  ASSERT_FALSE(
      writeSafetensors(path, {{"w1", {ElementType::F32, {4}}, w1.data()}}));
  sealBundle(copy);
  Outcome outcome = run(arguments + " --compare=" + data, copy);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
}

} // namespace
