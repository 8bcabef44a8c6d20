//===- MessagesBench.cpp - Cost of messages between processes -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Prints the microseconds that a message takes from one process to another of
// this machine, half of a ping-pong: by UCX alone, by a program of the runtime
// on the transport `ucx`, and on `sockets`. All wait by spinning. The best of
// many short batches in several turns, since others may be at work.
//
//===----------------------------------------------------------------------===//

#include "Clock.h"
#include "net/Socket.h"
#include "pipert/pipert.h"
#include "ucx/UcxLibrary.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace mlir::pipert;

namespace {

struct Size {
  size_t bytes;
  int rounds; ///< Of a batch.
};
constexpr Size sizes[] = {{4, 200}, {64 << 10, 40}, {4 << 20, 3}};
constexpr int numSizes = 3, numBatches = 20, numTurns = 5;

/// Microseconds of a message of each size.
struct Times {
  double best[numSizes] = {1e9, 1e9, 1e9};

  void add(int size, int64_t ns) {
    best[size] = std::min(best[size], double(ns) / 2e3 / sizes[size].rounds);
  }
};

[[noreturn]] void die(const std::string &why) {
  std::fprintf(stderr, "error: %s\n", why.c_str());
  std::exit(1);
}

void transfer(const Socket &socket, void *data, size_t bytes, bool isRead) {
  for (size_t done = 0; done < bytes;) {
    char *place = static_cast<char *>(data) + done;
    ssize_t moved = isRead ? read(socket.get(), place, bytes - done)
                           : write(socket.get(), place, bytes - done);
    if (moved <= 0)
      die("the other process is gone");
    done += size_t(moved);
  }
}

/// Calls `exchange(isSend, bytes)` for both directions, in the order of `rank`.
template <class Exchange>
void playAll(int32_t rank, Times &times, Exchange exchange) {
  for (int size = 0; size < numSizes; ++size)
    for (int batch = 0; batch < numBatches; ++batch) {
      int64_t start = now();
      for (int round = 0; round < sizes[size].rounds; ++round) {
        exchange(rank == 0, sizes[size].bytes);
        exchange(rank != 0, sizes[size].bytes);
      }
      times.add(size, now() - start);
    }
}

//===----------------------------------------------------------------------===//
// UCX alone
//===----------------------------------------------------------------------===//

void checkUcx(ucs_status_t status) {
  if (status != UCS_OK)
    die("UCX fails with status " + std::to_string(status));
}

/// Tells the other process our address, and connects to its own.
ucp_ep_h connect(const UcxLibrary &ucx, ucp_worker_h worker,
                 const Socket &other) {
  ucp_address_t *own;
  size_t ownBytes, bytes;
  checkUcx(ucx.ucp_worker_get_address(worker, &own, &ownBytes));
  transfer(other, &ownBytes, sizeof(ownBytes), false);
  transfer(other, own, ownBytes, false);
  transfer(other, &bytes, sizeof(bytes), true);
  std::vector<char> address(bytes);
  transfer(other, address.data(), bytes, true);
  ucp_ep_params_t parameters = {};
  parameters.field_mask = UCP_EP_PARAM_FIELD_REMOTE_ADDRESS;
  parameters.address = reinterpret_cast<ucp_address_t *>(address.data());
  ucp_ep_h endpoint;
  checkUcx(ucx.ucp_ep_create(worker, &parameters, &endpoint));
  return endpoint;
}

void playRaw(int32_t rank, const Socket &other, Times &times) {
  std::string error;
  const UcxLibrary *ucx = UcxLibrary::open(error);
  if (!ucx)
    die(error);
  // What the transport chooses, too.
  ucp_config_t *config;
  checkUcx(ucx->ucp_config_read(nullptr, nullptr, &config));
  checkUcx(ucx->ucp_config_modify(config, "TLS", "^posix"));
  checkUcx(ucx->ucp_config_modify(config, "NET_DEVICES", "lo"));
  ucp_params_t parameters = {};
  parameters.field_mask = UCP_PARAM_FIELD_FEATURES;
  parameters.features = UCP_FEATURE_TAG;
  ucp_context_h context;
  checkUcx(ucx->ucp_init_version(UCP_API_MAJOR, UCP_API_MINOR, &parameters,
                                 config, &context));
  ucp_worker_params_t workerParameters = {};
  ucp_worker_h worker;
  checkUcx(ucx->ucp_worker_create(context, &workerParameters, &worker));
  ucp_ep_h endpoint = connect(*ucx, worker, other);
  std::vector<char> data(sizes[numSizes - 1].bytes), buffer(data.size());
  auto exchange = [&](bool isSend, size_t bytes) {
    bool isDone = false;
    ucp_request_param_t request = {};
    request.op_attr_mask =
        UCP_OP_ATTR_FIELD_CALLBACK | UCP_OP_ATTR_FIELD_USER_DATA;
    request.user_data = &isDone;
    auto setDone = [](void *, ucs_status_t, void *done) {
      *static_cast<bool *>(done) = true;
    };
    void *result;
    if (isSend) {
      request.cb.send = setDone;
      result = ucx->ucp_tag_send_nbx(endpoint, data.data(), bytes, 1, &request);
    } else {
      request.cb.recv = [](void *, ucs_status_t, const ucp_tag_recv_info_t *,
                           void *done) { *static_cast<bool *>(done) = true; };
      result = ucx->ucp_tag_recv_nbx(worker, buffer.data(), bytes, 1,
                                     ~ucp_tag_t(0), &request);
    }
    if (UCS_PTR_IS_ERR(result))
      checkUcx(UCS_PTR_STATUS(result));
    while (result && !isDone)
      ucx->ucp_worker_progress(worker);
    if (result)
      ucx->ucp_request_free(result);
  };
  playAll(rank, times, exchange);
  // The last message may need this side to go on.
  for (int64_t end = now() + 50'000'000; now() < end;)
    ucx->ucp_worker_progress(worker);
}

//===----------------------------------------------------------------------===//
// The runtime
//===----------------------------------------------------------------------===//

void check(int32_t status) {
  if (status != PIPERT_OK)
    die(pipert_last_error());
}

struct Game {
  int32_t rank;
  Times &times;
};

int32_t play(pipert_context_t *context, void *const *,
             const void *const *inputs, void *const *) {
  const Game &game = *static_cast<const Game *>(inputs[0]);
  std::vector<char> data(sizes[numSizes - 1].bytes), buffer(data.size());
  uint64_t send = 0, receive;
  void *place;
  playAll(game.rank, game.times, [&](bool isSend, size_t bytes) {
    if (isSend) {
      check(pipert_send(context, 0, data.data(), bytes, 0, 0, &send));
      check(pipert_wait(context, send));
      return;
    }
    check(pipert_recv(context, 1, buffer.data(), bytes, 0, 0, &receive));
    check(pipert_wait_recv(context, receive, &place));
    check(pipert_release(context, receive));
  });
  return PIPERT_OK;
}

void playRuntime(const char *transport, int32_t rank, const Socket &listener,
                 const HostPort &meeting, Times &times) {
  std::string rendezvous = meeting.describe();
  pipert_world_options_t options = {};
  options.struct_size = sizeof(options);
  options.abi_major = PIPERT_ABI_VERSION_MAJOR;
  options.abi_minor = PIPERT_ABI_VERSION_MINOR;
  options.num_ranks = 2;
  options.transport = transport;
  options.rendezvous = rendezvous.c_str();
  options.listener = rank == 0 ? dup(listener.get()) : 0;
  options.token = "benchmark";
  options.local_ranks = &rank;
  options.num_local_ranks = 1;
  pipert_world_t *world;
  check(pipert_world_create(&options, &world));
  pipert_channel_desc_t channels[2] = {
      {sizeof(pipert_channel_desc_t), 1 - rank, PIPERT_CHANNEL_ACTIVATION,
       PIPERT_SEND, 2},
      {sizeof(pipert_channel_desc_t), 1 - rank, PIPERT_CHANNEL_ACTIVATION,
       PIPERT_RECV, 2}};
  pipert_rank_desc_t desc = {};
  desc.struct_size = sizeof(desc);
  desc.rank = rank;
  desc.channels = channels;
  desc.num_channels = 2;
  pipert_context_t *context;
  check(pipert_context_create(world, &desc, &context));
  Game game = {rank, times};
  const void *inputs[] = {&game};
  pipert_call_t call = {sizeof(call), rank, play, inputs, nullptr};
  check(pipert_world_run(world, &call, 1));
  pipert_world_destroy(world);
}

/// Plays between two new processes; `transport` null: UCX alone.
void measure(const char *transport, Times &times) {
  int pair[2], results[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 || pipe(results) != 0)
    die("no sockets");
  std::string error;
  Socket listener = listenAt({"127.0.0.1", 0}, error);
  HostPort meeting = getLocalAddress(listener).value_or(HostPort());
  Socket ends[2] = {Socket(pair[0]), Socket(pair[1])};
  for (int32_t rank = 0; rank < 2; ++rank) {
    if (fork() != 0)
      continue;
    Times own;
    ends[1 - rank].close();
    if (transport)
      playRuntime(transport, rank, listener, meeting, own);
    else
      playRaw(rank, ends[rank], own);
    if (rank == 0)
      (void)!write(results[1], &own, sizeof(own));
    _exit(0);
  }
  close(results[1]);
  Times found;
  if (read(results[0], &found, sizeof(found)) != sizeof(found))
    die("a process has failed");
  close(results[0]);
  while (wait(nullptr) > 0) {
  }
  for (int size = 0; size < numSizes; ++size)
    times.best[size] = std::min(times.best[size], found.best[size]);
}

} // namespace

int main() {
  Times raw, ucx, sockets;
  for (int turn = 0; turn < numTurns; ++turn) {
    measure(nullptr, raw);
    measure("ucx", ucx);
    measure("sockets", sockets);
  }
  std::printf("microseconds of a message between two processes\n"
              "   bytes   UCX alone         ucx              sockets\n");
  for (int size = 0; size < numSizes; ++size)
    std::printf("%8zu  %10.2f  %10.2f (%.2f x)  %10.2f (%.2f x)\n",
                sizes[size].bytes, raw.best[size], ucx.best[size],
                ucx.best[size] / raw.best[size], sockets.best[size],
                sockets.best[size] / raw.best[size]);
  return 0;
}
