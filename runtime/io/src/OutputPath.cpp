//===- OutputPath.cpp - Where a path to be written leads ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/TensorIO/OutputPath.h"

#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string_view>
#include <unistd.h>

namespace mlir::pipe {

/// Where the last part of a path begins.
static size_t findName(const std::string &path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? 0 : slash + 1;
}

/// Returns N for the N-th open file of this process under any of its names,
/// such as /dev/fd/N and /proc/self/fd/N; else -1.
static int findDescriptor(const std::string &path) {
  size_t name = findName(path);
  int number = -1;
  const char *last = path.data() + path.size();
  auto [end, status] = std::from_chars(path.data() + name, last, number);
  if (name == 0 || status != std::errc() || end != last || number < 0)
    return -1;
  char folder[PATH_MAX];
  if (!::realpath(path.substr(0, name).c_str(), folder))
    return -1;
  bool isOwn = "/proc/" + std::to_string(::getpid()) + "/fd" == folder;
  return isOwn ? number : -1;
}

IoResult<OutputPath> followLinks(const std::string &path) {
  constexpr int kMaxLinks = 40; // as the kernel allows
  OutputPath result{path};
  for (int i = 0; i <= kMaxLinks; ++i) {
    result.descriptor = findDescriptor(result.path);
    if (result.descriptor >= 0)
      return result;
    char target[PATH_MAX];
    ssize_t size = ::readlink(result.path.c_str(), target, sizeof(target));
    if (size < 0)
      return result;
    std::string_view link(target, size_t(size));
    if (link.starts_with('/'))
      result.path = link;
    else
      result.path.replace(findName(result.path), std::string::npos, link);
  }
  return IoError{path + ": cannot write: " + std::strerror(ELOOP)};
}

std::string makeNeighbour(const std::string &path) {
  constexpr size_t kMaxName = 200; // of 255 bytes
  constexpr std::string_view kLetters = "0123456789abcdef";
  static thread_local std::random_device random;
  size_t name = findName(path);
  std::string result = path.substr(0, name) + path.substr(name, kMaxName) + ".";
  for (int i = 0; i < 8; ++i)
    result += kLetters[random() % kLetters.size()];
  return result;
}

} // namespace mlir::pipe
