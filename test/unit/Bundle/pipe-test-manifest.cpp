//===- pipe-test-manifest.cpp - Manifests are read and written ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pipe-test-manifest MANIFEST.json...: reads each manifest and writes it again,
// which must give the same bytes; then reads it with each field changed, which
// must be refused or do no harm. Exit status 1 where something is not so.
//
//===----------------------------------------------------------------------===//

#include "ManifestMutants.h"

#include "pipe/Bundle/ManifestText.h"
#include "pipe/TensorIO/File.h"

#include <iostream>

using namespace mlir::pipe;

/// What is wrong with reading and writing `text`; "" if nothing is.
static std::string writeAgain(std::string_view text, const std::string &path) {
  IoResult<bundle::Manifest> manifest = bundle::parseManifest(text, path);
  if (!manifest)
    return manifest.getMessage();
  IoResult<std::string> again = bundle::writeManifest(*manifest, path);
  if (!again)
    return again.getMessage();
  return *again == text ? "" : path + ": is written in another way:\n" + *again;
}

static bool check(const std::string &path) {
  IoResult<FileBytes> bytes = readFile(path);
  if (!bytes) {
    std::cerr << bytes.getMessage() << "\n";
    return false;
  }
  if (std::string error = writeAgain(bytes->view(), path); !error.empty()) {
    std::cerr << error << "\n";
    return false;
  }
  test::MutantReport report = test::readMutants(std::string(bytes->view()));
  for (const std::string &complaint : report.complaints)
    std::cerr << path << ": " << complaint << "\n";
  std::cout << "the same bytes; " << report.numFields << " fields, "
            << report.numRefused << " mutants refused, " << report.numHarmless
            << " harmless\n";
  return report.complaints.empty();
}

int main(int argc, char **argv) {
  bool isGood = argc > 1;
  for (int i = 1; i < argc; ++i)
    isGood &= check(argv[i]);
  return isGood ? 0 : 1;
}
