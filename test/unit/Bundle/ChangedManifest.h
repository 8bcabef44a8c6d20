//===- ChangedManifest.h - Manifests that a test has changed ----*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_BUNDLE_CHANGEDMANIFEST_H
#define PIPE_TEST_UNIT_BUNDLE_CHANGEDMANIFEST_H

#include "TestFiles.h"

#include "pipe/Bundle/ManifestText.h"

#include <functional>
#include <nlohmann/json.hpp>

namespace mlir::pipe::bundle {

using nlohmann::json;

/// The manifest of a model that is written in C.
inline json getManifest() {
  return json::parse(readText(PIPE_LINEAR_BUNDLE "/manifest.json"));
}

/// The message for a text; "" if it is accepted.
inline std::string getTextError(const std::string &text) {
  IoResult<Manifest> manifest = parseManifest(text, "m.json", AbiVersion{0, 5});
  return manifest ? "" : manifest.getMessage();
}

/// What is read from a good manifest.
inline Manifest parse(const json &manifest) {
  IoResult<Manifest> found = parseManifest(sealManifest(manifest), "m.json");
  EXPECT_TRUE(found) << found.getMessage();
  return *found;
}

/// The message for a manifest that `edit` has changed; "" if it is accepted.
inline std::string getError(const std::function<void(json &)> &edit) {
  json manifest = getManifest();
  edit(manifest);
  return getTextError(sealManifest(manifest));
}

} // namespace mlir::pipe::bundle

#endif // PIPE_TEST_UNIT_BUNDLE_CHANGEDMANIFEST_H
