//===- ManifestText.cpp - Manifests as JSON -------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Bundle/ManifestText.h"

#include "ManifestChecks.h"
#include "ManifestFields.h"

#include "pipe/Bundle/RepeatedKey.h"

using namespace mlir::pipe;
using namespace mlir::pipe::bundle;
using nlohmann::json;

static std::string toString(const AbiVersion &abi) {
  return std::to_string(abi.major) + "." + std::to_string(abi.minor);
}

/// Whether `value` is the manifest of a bundle, of any version.
static bool hasFormat(const json &value) {
  return value.is_object() && value.contains("format") &&
         value["format"] == std::string(kFormat);
}

/// Refuses bundles of another format, version or interface of the runtime, of
/// which no other field is known.
static void checkVersion(FieldReader &reader, const json &value,
                         const std::optional<AbiVersion> &runtime) {
  if (!hasFormat(value))
    return reader.fail("is not the manifest of a pipe bundle");
  int64_t version = kFormatVersion;
  reader.integer("version", version);
  if (version != kFormatVersion)
    return reader.fail("has bundle version " + std::to_string(version) +
                       ", but version " + std::to_string(kFormatVersion) +
                       " is read here; compile the model again");
  AbiVersion abi;
  reader.object("abi", [&](FieldReader &fields) {
    fields.integer("major", abi.major);
    fields.integer("minor", abi.minor);
  });
  if (runtime && (abi.major != runtime->major || abi.minor > runtime->minor))
    reader.fail("is for runtime ABI " + toString(abi) +
                ", but this runtime has " + toString(*runtime) +
                "; compile the model again");
}

/// Refuses a text that is not the one that the compiler wrote.
static void checkSeal(FieldReader &reader, std::string_view text) {
  std::optional<bool> intact = hasIntactSeal(std::string(text));
  if (!intact)
    reader.fail("has no 'manifest_checksum' of 16 digits; compile the model "
                "again");
  else if (!*intact)
    reader.fail("is not as it was written: its checksum differs; compile the "
                "model again");
}

IoResult<Manifest> bundle::parseManifest(std::string_view text,
                                         const std::string &fileName,
                                         std::optional<AbiVersion> runtime) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded())
    return IoError{fileName + ": is not JSON"};
  if (std::optional<std::string> error = findRepeatedKey(text))
    return IoError{fileName + ": " + *error};
  ReadState state;
  FieldReader reader(value, fileName + ":", state);
  checkVersion(reader, value, runtime);
  checkSeal(reader, text);
  Manifest manifest;
  if (!state.error)
    describe(reader, manifest);
  reader.finish();
  if (state.error)
    return IoError{*state.error};
  if (std::optional<std::string> error = ManifestChecks(manifest).run())
    return IoError{fileName + ": " + *error};
  return manifest;
}

IoResult<std::string> bundle::writeManifest(const Manifest &manifest,
                                            const std::string &fileName) {
  json value;
  FieldWriter writer(value);
  describe(writer, manifest);
  // Bytes that are no UTF-8 are replaced here, and found below.
  std::string text =
      value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  if (json found = json::parse(text); found != value)
    return IoError{fileName + ": would hold bytes that are no UTF-8, at " +
                   json::diff(value, found)[0]["path"].get<std::string>()};
  text = seal(text).value_or(text);
  IoResult<Manifest> found = parseManifest(text, fileName);
  if (!found)
    return IoError{found.getMessage()};
  // The one thing that is written for some and kept for all.
  if (*found != manifest)
    return IoError{fileName + ": a buffer that is no output, or one of a model "
                              "with one copy, names copies of the model"};
  return text;
}

std::optional<std::vector<std::string>>
bundle::findListedFiles(std::string_view text) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!hasFormat(value))
    return std::nullopt;
  std::vector<std::string> names;
  auto files = value.find("files");
  if (files != value.end() && files->is_array())
    for (const json &file : *files)
      if (file.is_object() && file.contains("name") && file["name"].is_string())
        names.push_back(file["name"].get<std::string>());
  return names;
}
