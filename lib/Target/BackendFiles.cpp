//===- BackendFiles.cpp - What back ends add to bundles -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BackendFiles.h"

#include "pipe/Bundle/Format.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

/// A name that lies in the folder of the bundle itself.
static bool isPlainName(StringRef name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(StringRef("/\0", 2)) == StringRef::npos;
}

llvm::Error mlir::pipe::checkBackendFiles(const Backend &backend,
                                          ArrayRef<BackendFile> files) {
  auto refuse = [&](const llvm::Twine &what) {
    return llvm::createStringError("the back end '" + backend.name + "' adds " +
                                   what);
  };
  llvm::StringSet<> names;
  for (const BackendFile &file : files) {
    if (!isPlainName(file.name))
      return refuse("a file '" + file.name +
                    "', which is no name of a file in the bundle's folder");
    if (llvm::is_contained(bundle::kFiles, file.name))
      return refuse("a file '" + file.name +
                    "', which is one of the bundle's own; give it another "
                    "name");
    if (!names.insert(file.name).second)
      return refuse("two files '" + file.name +
                    "'; give each a name of its own");
  }
  return llvm::Error::success();
}
