//===- InProcessControlPlane.h - All ranks are here -------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_SRC_INPROCESS_INPROCESSCONTROLPLANE_H
#define PIPERT_SRC_INPROCESS_INPROCESSCONTROLPLANE_H

#include "../Inbox.h"

namespace mlir::pipert {

/// The control plane of a run in one process: what is sent is there.
class InProcessControlPlane final : public ControlPlane {
public:
  explicit InProcessControlPlane(int32_t numRanks);

  pipert_status_t send(int32_t from, int32_t to, const std::string &key,
                       Blob blob) override;
  pipert_status_t receive(int32_t from, int32_t to, const std::string &key,
                          int64_t timeoutNs, Blob &blob) override;
  pipert_status_t beat(int32_t rank, Blob blob) override;
  std::optional<Heartbeat> getHeartbeat(int32_t rank) const override;
  /// The listener has returned when this does.
  pipert_status_t abort(const Abort &abort) override;
  void listen(AbortListener listener) override;
  void leave() override;

private:
  Inbox inbox;
};

} // namespace mlir::pipert

#endif // PIPERT_SRC_INPROCESS_INPROCESSCONTROLPLANE_H
