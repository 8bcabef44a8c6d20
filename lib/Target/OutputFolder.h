//===- OutputFolder.h - A folder that appears as a whole --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_TARGET_OUTPUTFOLDER_H
#define PIPE_LIB_TARGET_OUTPUTFOLDER_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace mlir::pipe {

/// A folder that is filled beside its destination and moved there at the end.
/// What was not committed is removed.
class OutputFolder {
public:
  /// Makes the folder to fill. \errors a message when `destination` exists and
  /// has no file `marker`, or the folder above it cannot be written.
  static llvm::Expected<OutputFolder> create(llvm::StringRef destination,
                                             llvm::StringRef marker);
  OutputFolder(OutputFolder &&other);
  OutputFolder &operator=(OutputFolder &&) = delete;
  ~OutputFolder();

  /// The path of a file in the folder that is being filled.
  std::string getPath(llvm::StringRef file) const;

  llvm::Error writeFile(llvm::StringRef file, llvm::StringRef text) const;

  /// Moves the folder to its destination, in place of the one that is there.
  llvm::Error commit();

private:
  OutputFolder() = default;

  llvm::SmallString<128> destination;
  llvm::SmallString<128> temporary; ///< Empty once it is moved.
};

} // namespace mlir::pipe

#endif // PIPE_LIB_TARGET_OUTPUTFOLDER_H
