//===- ModelFile.cpp - The text of a model --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelFile.h"

#include "ByteBooleans.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir::pipe;

IoResult<std::unique_ptr<llvm::MemoryBuffer>>
mlir::pipe::readModelFile(llvm::StringRef path) {
  auto file = llvm::MemoryBuffer::getFileOrSTDIN(path);
  if (!file)
    return IoError{
        (path + ": cannot read: " + file.getError().message()).str()};
  llvm::StringRef text = (*file)->getBuffer();
  std::vector<TextEdit> edits = findByteBooleans({text.data(), text.size()});
  if (edits.empty())
    return std::move(*file);
  auto copy = llvm::WritableMemoryBuffer::getNewUninitMemBuffer(
      text.size(), (*file)->getBufferIdentifier());
  if (!copy)
    return IoError{
        (path + ": no memory for its " + llvm::Twine(text.size()) + " bytes")
            .str()};
  llvm::copy(text, copy->getBufferStart());
  for (const TextEdit &edit : edits)
    llvm::copy(edit.text, copy->getBufferStart() + edit.offset);
  return std::unique_ptr<llvm::MemoryBuffer>(std::move(copy));
}
