//===- Transport.cpp - Transports by name ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transport.h"

namespace mlir::pipert {
#define PIPERT_TRANSPORT(NAME)                                                 \
  std::unique_ptr<Transport> create_##NAME(const TransportOptions &);
#include "Transports.def"
} // namespace mlir::pipert

using namespace mlir::pipert;

std::unique_ptr<Transport>
mlir::pipert::createTransport(const std::string &name,
                              const TransportOptions &options) {
#define PIPERT_TRANSPORT(NAME)                                                 \
  if (name == #NAME)                                                           \
    return create_##NAME(options);
#include "Transports.def"
  return nullptr;
}

extern "C" const char *pipert_transport_names(void) {
  static const std::string names = [] {
    std::string list;
#define PIPERT_TRANSPORT(NAME) list += list.empty() ? #NAME : ", " #NAME;
#include "Transports.def"
    return list;
  }();
  return names.c_str();
}
