//===- TcpFixture.h - Runs of the control plane over TCP --------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_RUNTIME_PROCESSES_TCPFIXTURE_H
#define PIPE_TEST_RUNTIME_PROCESSES_TCPFIXTURE_H

#include "Clock.h"
#include "Planes.h"
#include "Told.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <thread>

namespace mlir::pipert {

/// How often a random test tries; PIPERT_TEST_ROUNDS asks for more.
inline int getRounds(int few) {
  const char *given = getenv("PIPERT_TEST_ROUNDS");
  return given ? std::atoi(given) : few;
}

/// A process that is played by hand: it speaks when it is told to.
struct ByHand {
  explicit ByHand(const HostPort &place) {
    std::string error;
    socket = connectTo(place, now() + 5 * second, error);
    EXPECT_TRUE(socket) << error;
  }
  void write(const std::string &bytes) {
    size_t written = 0;
    while (written < bytes.size()) {
      Moved moved =
          writeSome(socket, bytes.data() + written, bytes.size() - written);
      if (moved.ended)
        return;
      written += moved.bytes;
    }
  }
  void say(FrameKind kind, int32_t from, int32_t to, std::string_view key,
           std::string_view body) {
    write(*makeFrame(kind, from, to, key, body));
  }
  void join(const std::string &token, int32_t numRanks, int32_t rank) {
    say(FrameKind::Hello, rank, 0, "", Token(token).view());
    say(FrameKind::Join, rank, 0, "", packJoin(numRanks, {rank}));
  }
  /// Reads until the connection ends or `seconds` are over; true if it ends.
  bool readAll(double seconds, std::string *into = nullptr) {
    int64_t end = now() + int64_t(seconds * 1e9);
    while (now() < end) {
      char bytes[4096];
      Moved moved = readSome(socket, bytes, sizeof(bytes));
      if (into)
        into->append(bytes, moved.bytes);
      if (moved.ended)
        return true;
      if (moved.bytes == 0)
        sleepMs(1);
    }
    return false;
  }
  Socket socket;
};

/// A run of rank 0, in this process, and ranks that come by themselves.
class TcpRun : public testing::Test {
protected:
  void start(int32_t numRanks, int64_t joinNs = 20 * second,
             int64_t silenceNs = -1) {
    TcpOptions options = meeting.getOptions(numRanks, {0});
    options.joinTimeoutNs = joinNs;
    options.silenceNs = silenceNs;
    thread = std::thread([this, options] {
      status = TcpControlPlane::create(options, hub);
      message = status == PIPERT_OK ? "" : pipert_last_error();
    });
  }
  pipert_status_t join(int32_t numRanks, int32_t rank,
                       std::unique_ptr<TcpControlPlane> &plane,
                       int64_t joinNs = 10 * second) {
    TcpOptions options = meeting.getOptions(numRanks, {rank});
    options.joinTimeoutNs = joinNs;
    return TcpControlPlane::create(options, plane);
  }
  void TearDown() override {
    if (thread.joinable())
      thread.join();
  }

  Meeting meeting;
  std::thread thread;
  std::unique_ptr<TcpControlPlane> hub;
  pipert_status_t status = PIPERT_INTERNAL;
  std::string message;
};

} // namespace mlir::pipert

#endif // PIPE_TEST_RUNTIME_PROCESSES_TCPFIXTURE_H
