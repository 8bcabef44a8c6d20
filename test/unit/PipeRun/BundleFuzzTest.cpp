//===- BundleFuzzTest.cpp - Bundles that are broken in all ways -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs pipe-run on bundles that differ from a good one in one place. In the
// environment:
//   PIPE_FUZZ_RUNS=N           how many mutants are run (`ninja
//                              check-pipe-bundle-fuzz`: 2000)
//   PIPE_FUZZ_BUNDLE, _OTHER   two bundles of pipe-compile instead of the one
//                              that is written in C
//   PIPE_FUZZ_DATA             the file with their parameters and inputs
//   PIPE_FUZZ_PIPE_RUN         another pipe-run, such as one with sanitizers
//
//===----------------------------------------------------------------------===//

#include "TestFiles.h"

#include "pipe/Bundle/ManifestText.h"
#include "pipe/TensorIO/Safetensors.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>

using namespace mlir::pipe;
using nlohmann::json;

namespace {

std::string getVariable(const char *name, const std::string &missing) {
  const char *value = std::getenv(name);
  return value ? value : missing;
}

//===----------------------------------------------------------------------===//
// Mutants of JSON
//===----------------------------------------------------------------------===//

/// Places of all values in `value`.
void collect(const json &value, const json::json_pointer &place,
             std::vector<json::json_pointer> &places) {
  if (!place.empty())
    places.push_back(place);
  if (value.is_object())
    for (const auto &[key, item] : value.items())
      collect(item, place / key, places);
  if (value.is_array())
    for (size_t i = 0; i < value.size(); ++i)
      collect(value[i], place / i, places);
}

json pickOther(const json &old, std::mt19937_64 &random) {
  static const json others[] = {nullptr,
                                true,
                                -1,
                                0,
                                1,
                                2,
                                1.5,
                                INT32_MAX,
                                INT64_C(1) << 53,
                                INT64_MAX,
                                UINT64_MAX,
                                -1e300,
                                "",
                                "x",
                                "../../x",
                                json::array(),
                                json::object(),
                                json::array({1, "a"})};
  if (old.is_number_integer() && random() % 2)
    return old.get<int64_t>() + (random() % 2 ? 1 : -1);
  if (old.is_string() && random() % 2)
    return old.get<std::string>() + "\x01";
  return others[random() % std::size(others)];
}

/// Changes, removes, repeats or swaps the value at `place`.
void change(json &manifest, const json::json_pointer &place,
            std::mt19937_64 &random) {
  json &parent = manifest[place.parent_pointer()];
  switch (random() % 4) {
  case 0:
    if (parent.is_object())
      parent.erase(place.back());
    else
      parent.erase(std::stoul(place.back()));
    break;
  case 1:
    if (parent.is_array()) {
      parent.push_back(json(manifest[place]));
      break;
    }
    [[fallthrough]];
  case 2:
    if (parent.is_array()) {
      std::swap(parent[0], parent[parent.size() - 1]);
      break;
    }
    [[fallthrough]];
  default:
    manifest[place] = pickOther(manifest[place], random);
  }
}

/// Whether pipe-run has to believe what only the compiler can know: how much
/// memory its code needs, and in which order it takes and gives its values.
bool isPromise(const std::string &place) {
  return place.find("/memory_bytes") != std::string::npos ||
         place.find("/segments") != std::string::npos ||
         place.find("/kernels") != std::string::npos ||
         place.find("/buffers") != std::string::npos ||
         place.starts_with("/reference") || place == "/programs";
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

class BundleFuzz : public testing::Test {
protected:
  BundleFuzz() {
    good = getVariable("PIPE_FUZZ_BUNDLE", getLinearBundle());
    other = getVariable("PIPE_FUZZ_OTHER", "");
    data = getVariable("PIPE_FUZZ_DATA", folder / "data.safetensors");
    static const std::vector<float> numbers(32, 0.5f);
    auto f32 = [](std::vector<int64_t> shape) {
      return TensorType{ElementType::F32, std::move(shape)};
    };
    if (data.starts_with(folder.path)) {
      EXPECT_FALSE(
          writeSafetensors(data, {{"w0", f32({4}), numbers.data()},
                                  {"w1", f32({4}), numbers.data()},
                                  {"x", f32({8, 4}), numbers.data()},
                                  {"t", f32({4, 8}), numbers.data()}}));
    }
    for (const auto &entry : std::filesystem::directory_iterator(good))
      files.push_back(entry.path().filename());
    std::sort(files.begin(), files.end());
  }

  /// A copy of the good bundle.
  std::string copyGood() {
    std::filesystem::remove_all(mutant);
    std::filesystem::copy(good, mutant);
    return mutant;
  }

  /// Runs pipe-run on the mutant; -1 if it hangs, else what waitpid gives.
  int run() {
    pid_t child = fork();
    if (child == 0) {
      int out =
          open((folder / "out").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
      int err =
          open((folder / "err").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
      dup2(out, STDOUT_FILENO);
      dup2(err, STDERR_FILENO);
      std::string parameters = "--parameters=" + data,
                  inputs = "--inputs=" + data;
      execl(tool.c_str(), tool.c_str(), mutant.c_str(), parameters.c_str(),
            inputs.c_str(), "--check=cut", "--timeout=2", nullptr);
      _exit(126);
    }
    for (int i = 0; i < 6000; ++i) {
      int status;
      if (waitpid(child, &status, WNOHANG) == child)
        return status;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    return -1;
  }

  /// The mutant must end with one line and exit status 1.
  void expectRefused(const std::string &what) {
    int status = run();
    std::string err = readText(folder / "err");
    EXPECT_TRUE(status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 1)
        << what << ": status " << status << ": " << err;
    EXPECT_TRUE(err.starts_with("pipe-run: error: ") &&
                std::count(err.begin(), err.end(), '\n') == 1)
        << what << ": " << err;
    EXPECT_EQ(readText(folder / "out"), "") << what;
  }

  TestFolder folder;
  std::string mutant = folder / "mutant.pipe";
  std::string good, other, data;
  std::string tool = getVariable("PIPE_FUZZ_PIPE_RUN", PIPE_RUN);
  std::vector<std::string> files;
};

TEST_F(BundleFuzz, TheGoodOneRuns) {
  copyGood();
  int status = run();
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
      << readText(folder / "err");
}

TEST_F(BundleFuzz, ChangedFilesAreRefused) {
  const int numRuns = std::stoi(getVariable("PIPE_FUZZ_RUNS", "60")) / 2;
  for (int i = 0; i < numRuns; ++i) {
    std::mt19937_64 random{uint64_t(i)};
    std::string bundle = copyGood();
    std::string file = files[size_t(i) % files.size()];
    std::string bytes = readText(bundle + "/" + file), before = bytes;
    switch (random() % 5) {
    case 0:
      bytes.resize(random() % bytes.size());
      break;
    case 1:
      bytes[random() % bytes.size()] ^= char(1 << random() % 8);
      break;
    case 2:
      bytes = mutate(bytes, random);
      break;
    case 3: {
      std::string from = other.empty() ? "" : other + "/" + file;
      bytes =
          readText(std::filesystem::exists(from) ? from : PIPE_OTHER_LIBRARY);
      break;
    }
    default:
      bytes.clear();
    }
    if (bytes == before ||
        (file == "manifest.json" && !other.empty() &&
         bytes == readText(other + "/" + file) && bytes == before))
      continue;
    writeText(bundle + "/" + file, bytes);
    expectRefused(file + " of mutant " + std::to_string(i));
  }
}

TEST_F(BundleFuzz, ChangedManifestsAreRefused) {
  const int numRuns = std::stoi(getVariable("PIPE_FUZZ_RUNS", "60")) / 4;
  const std::string text = readText(good + "/manifest.json");
  for (int i = 0; i < numRuns; ++i) {
    std::mt19937_64 random{uint64_t(i)};
    json manifest = json::parse(text);
    std::vector<json::json_pointer> places;
    collect(manifest, json::json_pointer(), places);
    const json::json_pointer place = places[random() % places.size()];
    change(manifest, place, random);
    if (manifest == json::parse(text))
      continue;
    writeText(copyGood() + "/manifest.json", manifest.dump(2));
    expectRefused(place.to_string() + " of mutant " + std::to_string(i));
  }
}

/// Behind the checksum, sizes, names and numbers still have to agree; what is
/// accepted gives the results of the uncut model, or says that it does not.
TEST_F(BundleFuzz, SealedManifestsDoNoHarm) {
  const int numRuns = std::stoi(getVariable("PIPE_FUZZ_RUNS", "60")) / 4;
  const std::string text = readText(good + "/manifest.json");
  for (int i = 0; i < numRuns; ++i) {
    std::mt19937_64 random{uint64_t(i)};
    json manifest = json::parse(text);
    std::vector<json::json_pointer> places;
    collect(manifest, json::json_pointer(), places);
    std::erase_if(places, [](const json::json_pointer &place) {
      return isPromise(place.to_string());
    });
    const json::json_pointer place = places[random() % places.size()];
    change(manifest, place, random);
    writeText(copyGood() + "/manifest.json", sealManifest(manifest));
    int status = run();
    std::string err = readText(folder / "err");
    EXPECT_TRUE(status != -1 && WIFEXITED(status) && WEXITSTATUS(status) != 2 &&
                WEXITSTATUS(status) <= 4)
        << place << " of mutant " << i << ": status " << status << ": " << err;
    EXPECT_EQ(err.find("Sanitizer"), std::string::npos) << err;
    EXPECT_EQ(err.empty(), status == 0) << place << ": " << err;
  }
}

/// The same without running them: everything is tried.
TEST_F(BundleFuzz, SealedManifestsAreReadOrRefused) {
  const int numRuns = 50 * std::stoi(getVariable("PIPE_FUZZ_RUNS", "60"));
  const std::string text = readText(good + "/manifest.json");
  int numRefused = 0;
  for (int i = 0; i < numRuns; ++i) {
    std::mt19937_64 random{uint64_t(i)};
    json manifest = json::parse(text);
    std::vector<json::json_pointer> places;
    collect(manifest, json::json_pointer(), places);
    change(manifest, places[random() % places.size()], random);
    auto read = bundle::parseManifest(sealManifest(manifest), "m.json");
    if (!read) {
      EXPECT_TRUE(read.getMessage().starts_with("m.json: "))
          << read.getMessage();
      EXPECT_EQ(read.getMessage().find('\n'), std::string::npos);
      ++numRefused;
    }
  }
  EXPECT_GT(numRefused, numRuns / 2);
}

} // namespace
