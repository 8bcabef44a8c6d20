//===- TestFiles.h - Files of tests -----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_PIPERUN_TESTFILES_H
#define PIPE_TEST_UNIT_PIPERUN_TESTFILES_H

#include "pipe/TensorIO/Checksum.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <unistd.h>

/// A folder of its own, removed at the end.
class TestFolder {
public:
  TestFolder() {
    std::string name = testing::TempDir() + "pipe-run-XXXXXX";
    path = mkdtemp(name.data());
  }
  ~TestFolder() { std::filesystem::remove_all(path); }
  TestFolder(const TestFolder &) = delete;

  std::string operator/(const std::string &name) const {
    return path + "/" + name;
  }

  std::string path;
};

inline void writeText(const std::string &path, const std::string &text) {
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string readText(const std::string &path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// The text of a manifest with its checksum.
inline std::string sealManifest(const nlohmann::json &manifest) {
  return mlir::pipe::seal(manifest.dump()).value_or(manifest.dump());
}

/// What the manifest of the linear model says when it is made with momentum:
/// w -= learning_rate * b + decay * step, with b = b / 2 + gradient.
inline void addMomentum(nlohmann::json &m) {
  using nlohmann::json;
  m["kernels"].push_back({{"name", "linear_update"}});
  for (json &parameter : m["parameters"])
    parameter["updated"] = true;
  m["hypers"] = json::array();
  for (std::string role : {"learning_rate", "step", "decay"})
    m["hypers"].push_back({{"name", "hyper_" + role},
                           {"role", role},
                           {"type", role == "decay" ? "f32" : "f64"},
                           {"shape", json::array()}});
  m["hypers"][0]["value"] = 0.125;
  for (int rank : {0, 1}) {
    const std::string name = "w" + std::to_string(rank);
    m["tasks"].push_back({{"name", "update_" + name},
                          {"kind", "U"},
                          {"stage", rank},
                          {"rank", rank},
                          {"cost", 4}});
    m["states"].push_back({{"name", name + ".momentum"},
                           {"role", "momentum"},
                           {"type", "f32"},
                           {"shape", {4}},
                           {"parameter", name}});
    json &program = m["programs"][size_t(rank)];
    auto add = [&](const char *kind, const char *segment,
                   const std::string &buffer, int offset, int bytes) {
      program["buffers"].push_back({{"kind", kind},
                                    {"name", buffer},
                                    {"segment", segment},
                                    {"offset", offset},
                                    {"slots", 1},
                                    {"slot_bytes", bytes},
                                    {"stride", 64}});
    };
    for (auto [segment, bytes] : {std::pair("state", 64), {"hypers", 192}})
      program["segments"].push_back({{"kind", segment},
                                     {"space", "device"},
                                     {"alignment", 64},
                                     {"bytes", bytes}});
    program["memory_bytes"] = 592;
    add("state", "state", name + ".momentum", 0, 16);
    add("hyper", "hypers", "hyper_learning_rate", 0, 8);
    add("hyper", "hypers", "hyper_step", 64, 8);
    add("hyper", "hypers", "hyper_decay", 128, 4);
  }
}

/// The manifest with sizes and checksums of the files in `bundle`.
inline nlohmann::json listFiles(nlohmann::json manifest,
                                const std::string &bundle) {
  manifest["files"] = nlohmann::json::array();
  for (std::string name : {"model.so", "schedule.csv", "constants.safetensors"})
    if (std::filesystem::exists(bundle + "/" + name)) {
      std::string bytes = readText(bundle + "/" + name);
      manifest["files"].push_back(
          {{"name", name},
           {"bytes", bytes.size()},
           {"checksum", mlir::pipe::getChecksum(bytes)}});
    }
  return manifest;
}

/// Makes the manifest of `bundle` say again what lies there.
inline void sealBundle(const std::string &bundle) {
  std::string path = bundle + "/manifest.json";
  writeText(path, sealManifest(listFiles(nlohmann::json::parse(readText(path)),
                                         bundle)));
}

/// The bundle of linear/ as a compiler would leave it, in a folder of this
/// process.
inline const std::string &getLinearBundle() {
  static TestFolder folder;
  static const std::string bundle = [] {
    std::string path = folder / "linear.pipe";
    std::filesystem::copy(PIPE_LINEAR_BUNDLE, path);
    sealBundle(path);
    return path;
  }();
  return bundle;
}

/// A safetensors file: length, header, data.
inline std::string makeFile(const std::string &header,
                            const std::string &data = "") {
  std::string file;
  for (int i = 0; i < 8; ++i)
    file += char(uint64_t(header.size()) >> (8 * i) & 0xff);
  return file + header + data;
}

/// Mutants a fuzz test makes; PIPE_FUZZ_MUTANTS in the environment asks for
/// more.
inline int getNumMutants() {
  const char *number = std::getenv("PIPE_FUZZ_MUTANTS");
  return number ? std::atoi(number) : 20000;
}

/// Changes a file in one to four random places: flips bits, removes, repeats or
/// inserts bytes, replaces digits, and cuts the end off.
inline std::string mutate(std::string file, std::mt19937_64 &random) {
  auto pick = [&](size_t count) { return size_t(random() % count); };
  static const std::string alphabet = "0123456789{}[]\",:\\u-eE. \xff\xc3";
  for (size_t n = 1 + pick(4); n > 0 && !file.empty(); --n) {
    size_t place = pick(file.size());
    size_t length = 1 + pick(std::min<size_t>(file.size() - place, 16));
    switch (pick(6)) {
    case 0:
      file[place] = char(file[place] ^ (1 << pick(8)));
      break;
    case 1:
      file.erase(place, length);
      break;
    case 2:
      file.insert(place, file.substr(place, length));
      break;
    case 3:
      file[place] = alphabet[pick(alphabet.size())];
      break;
    case 4:
      file.insert(place, 1 + pick(20), alphabet[pick(alphabet.size())]);
      break;
    case 5:
      file.resize(place);
      break;
    }
  }
  return file;
}

#endif // PIPE_TEST_UNIT_PIPERUN_TESTFILES_H
