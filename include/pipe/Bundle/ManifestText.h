//===- ManifestText.h - Manifests as JSON -----------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BUNDLE_MANIFESTTEXT_H
#define PIPE_BUNDLE_MANIFESTTEXT_H

#include "pipe/Bundle/Manifest.h"
#include "pipe/TensorIO/IoResult.h"

namespace mlir::pipe::bundle {

/// The text of manifest.json: keys in the order of their bytes, two blanks a
/// level, its own checksum. \errors `parseManifest` would refuse the text, or
/// would read another manifest from it (a name that is no UTF-8); the message
/// begins with `fileName`.
IoResult<std::string> writeManifest(const Manifest &manifest,
                                    const std::string &fileName);

/// Reads a manifest, for a runtime with the interface `runtime` if there is
/// one. \errors another version or interface (naming both), a text that was
/// changed after it was written, a field that is missing, unknown or of
/// another form, something said in two places in two ways, and a size that is
/// not that of what it has to hold; the message begins with `fileName` and says
/// in which field.
IoResult<Manifest>
parseManifest(std::string_view text, const std::string &fileName,
              std::optional<AbiVersion> runtime = std::nullopt);

/// The names of the files that a manifest of any version lists; nothing for a
/// text that is no manifest of a bundle.
std::optional<std::vector<std::string>> findListedFiles(std::string_view text);

} // namespace mlir::pipe::bundle

#endif // PIPE_BUNDLE_MANIFESTTEXT_H
