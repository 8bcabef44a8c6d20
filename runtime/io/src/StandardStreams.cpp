//===- StandardStreams.cpp - Closed or full streams -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/StandardStreams.h"

#include "WriteAll.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

namespace mlir::pipe {

void prepareStandardStreams() {
  // The lowest free number is taken, so that the order matters. Output that is
  // opened for reading fails when it is written.
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0)
      (void)::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
  std::signal(SIGPIPE, SIG_IGN);
}

IoStatus writeStandardOutput(std::string_view text) {
  std::cout.flush();
  if (std::cout && writeAll(STDOUT_FILENO, text))
    return std::nullopt;
  std::string reason = std::strerror(errno);
  return IoError{"cannot write to the standard output: " + reason};
}

} // namespace mlir::pipe
