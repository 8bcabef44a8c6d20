//===- OutputFolder.h - A folder that appears as a whole --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_TARGET_OUTPUTFOLDER_H
#define PIPE_LIB_TARGET_OUTPUTFOLDER_H

#include "pipe/TensorIO/Unfinished.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace mlir::pipe {

/// A folder that is filled beside its destination and put there at the end.
/// What was not committed is removed, also by a signal (see
/// pipe/TensorIO/Unfinished.h).
///
/// The destination may be a symbolic link, or lead through some: what it leads
/// to is made or replaced, the link stays. Modes are those that the umask says.
class OutputFolder {
public:
  /// Tells whether a folder is one that may be replaced: all of it is lost.
  using IsOwn = llvm::function_ref<llvm::Error(llvm::StringRef)>;

  /// Makes the folder to fill. \errors what is at `destination` is no folder,
  /// is refused by `isOwn` or may not be replaced; a name that no folder can
  /// have; the folder above cannot be written.
  static llvm::Expected<OutputFolder> create(llvm::StringRef destination,
                                             IsOwn isOwn);
  OutputFolder(OutputFolder &&other);
  OutputFolder &operator=(OutputFolder &&) = delete;
  ~OutputFolder();

  /// Where the folder lies while it is being filled.
  llvm::StringRef getFolder() const { return temporary; }

  /// The path of a file in the folder that is being filled.
  std::string getPath(llvm::StringRef file) const;

  llvm::Error writeFile(llvm::StringRef file, llvm::StringRef text) const;

  /// Puts the folder at its destination, in place of the one that is there,
  /// which `isOwn` is asked about again. Both change places in one step where
  /// the file system can do that. Where it cannot, the old folder is moved away
  /// first: between the two steps, and after a crash there, it is found under
  /// its name and eight more letters.
  llvm::Error commit(IsOwn isOwn);

private:
  OutputFolder() = default;
  llvm::Error put(IsOwn isOwn);
  llvm::Error putInTwoSteps();

  std::string shown;       ///< The destination as the user wrote it.
  std::string destination; ///< Behind links.
  std::string temporary;   ///< Empty once it is moved.
  Unfinished unfinished;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_TARGET_OUTPUTFOLDER_H
