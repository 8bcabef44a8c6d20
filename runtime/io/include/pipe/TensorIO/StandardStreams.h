//===- StandardStreams.h - Standard streams that are closed or full -*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TENSORIO_STANDARDSTREAMS_H
#define PIPE_TENSORIO_STANDARDSTREAMS_H

#include "pipe/TensorIO/IoResult.h"

#include <string_view>

namespace mlir::pipe {

/// Makes the standard streams safe for a tool that opens files; the first thing
/// in `main`. A stream that is closed is put in place, so that no file takes
/// its number and is written to by mistake: what is then written to the
/// standard output fails. A reader that goes away makes writes fail, too,
/// instead of ending the process by SIGPIPE.
void prepareStandardStreams();

/// Writes `text` to the standard output, behind all that std::cout holds.
IoStatus writeStandardOutput(std::string_view text);

} // namespace mlir::pipe

#endif // PIPE_TENSORIO_STANDARDSTREAMS_H
