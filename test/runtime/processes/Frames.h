//===- Frames.h - Blobs over a stream of bytes ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_FRAMES_H
#define PIPE_TEST_RUNTIME_PROCESSES_FRAMES_H

#include "Blob.h"

#include <cerrno>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>

/// Writes all of `bytes`; false if the other side is gone.
inline bool writeAll(int socket, const void *data, size_t bytes) {
  const char *next = static_cast<const char *>(data);
  while (bytes > 0) {
    ssize_t written = send(socket, next, bytes, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    next += written;
    bytes -= size_t(written);
  }
  return true;
}

inline bool readAll(int socket, void *data, size_t bytes) {
  char *next = static_cast<char *>(data);
  while (bytes > 0) {
    ssize_t got = recv(socket, next, bytes, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    next += got;
    bytes -= size_t(got);
  }
  return true;
}

inline bool writeFrame(int socket, const mlir::pipert::Blob &blob) {
  mlir::pipert::Blob framed = mlir::pipert::BlobWriter().text(blob).take();
  return writeAll(socket, framed.data(), framed.size());
}

/// Nothing at the end of the stream.
inline std::optional<mlir::pipert::Blob> readFrame(int socket) {
  char size[8];
  if (!readAll(socket, size, sizeof(size)))
    return std::nullopt;
  mlir::pipert::Blob blob(
      mlir::pipert::BlobReader({size, sizeof(size)}).number(), 0);
  if (!readAll(socket, blob.data(), blob.size()))
    return std::nullopt;
  return blob;
}

#endif // PIPE_TEST_RUNTIME_PROCESSES_FRAMES_H
