//===- UcxLibrary.h - UCX, where it is installed --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_UCX_UCXLIBRARY_H
#define PIPERT_SRC_UCX_UCXLIBRARY_H

#include <string>
#include <ucp/api/ucp.h>

namespace mlir::pipert {

#define PIPERT_UCX_FUNCTIONS(APPLY)                                            \
  APPLY(ucp_cleanup)                                                           \
  APPLY(ucp_config_modify)                                                     \
  APPLY(ucp_config_read)                                                       \
  APPLY(ucp_config_release)                                                    \
  APPLY(ucp_ep_create)                                                         \
  APPLY(ucp_init_version)                                                      \
  APPLY(ucp_request_free)                                                      \
  APPLY(ucp_tag_probe_nb)                                                      \
  APPLY(ucp_tag_recv_nbx)                                                      \
  APPLY(ucp_tag_send_nbx)                                                      \
  APPLY(ucp_worker_arm)                                                        \
  APPLY(ucp_worker_create)                                                     \
  APPLY(ucp_worker_destroy)                                                    \
  APPLY(ucp_worker_get_address)                                                \
  APPLY(ucp_worker_get_efd)                                                    \
  APPLY(ucp_worker_progress)                                                   \
  APPLY(ucp_worker_release_address)                                            \
  APPLY(ucs_status_string)

/// The functions of UCX that are used here. The library is opened when it is
/// needed first: it takes time to start, and a run without it needs none.
struct UcxLibrary {
#define PIPERT_UCX_MEMBER(NAME) decltype(&::NAME) NAME = nullptr;
  PIPERT_UCX_FUNCTIONS(PIPERT_UCX_MEMBER)
#undef PIPERT_UCX_MEMBER

  /// Opens it once. Null where that fails, and `error` says why.
  static const UcxLibrary *open(std::string &error);
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_UCX_UCXLIBRARY_H
