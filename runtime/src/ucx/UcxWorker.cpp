//===- UcxWorker.cpp - UCX in this process --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "UcxWorker.h"
#include "../Cores.h"
#include "../Error.h"

#include <algorithm>
#include <cstdlib>
#include <poll.h>
#include <time.h>

using namespace mlir::pipert;

/// How often the thread looks while a rank polls, and while nothing happens.
static constexpr int64_t awakeNs = 200'000, asleepNs = 250'000'000;

/// What the thread does before others get the lock.
static constexpr int roundsOfThread = 16, roundsOfSleeper = 4;

//===----------------------------------------------------------------------===//
// Start and end
//===----------------------------------------------------------------------===//

pipert_status_t UcxWorker::fail(const char *what, ucs_status_t status) const {
  return mlir::pipert::fail(PIPERT_UNAVAILABLE, "UCX cannot %s: %s", what,
                            ucx.ucs_status_string(status));
}

pipert_status_t UcxWorker::create(const std::string &host,
                                  std::unique_ptr<UcxWorker> &worker) {
  std::string error;
  const UcxLibrary *ucx = UcxLibrary::open(error);
  if (!ucx)
    return mlir::pipert::fail(PIPERT_UNAVAILABLE,
                              "the transport 'ucx' needs the library UCX: %s",
                              error.c_str());
  std::unique_ptr<UcxWorker> made(new UcxWorker(*ucx));
  if (pipert_status_t status = made->start(host))
    return status;
  worker = std::move(made);
  return PIPERT_OK;
}

pipert_status_t UcxWorker::makeContext(const std::string &host) {
  ucp_config_t *config;
  if (ucs_status_t status = ucx.ucp_config_read(nullptr, nullptr, &config))
    return fail("read its configuration", status);
  // What the user has set is left alone.
  auto set = [&](const char *name, const char *value) {
    if (!getenv((std::string("UCX_") + name).c_str()))
      (void)ucx.ucp_config_modify(config, name, value);
  };
  const bool isOneMachine = host == "127.0.0.1";
  // Shared memory of POSIX has a name while it is made, and a process that is
  // killed then leaves it behind; that of System V goes with its processes.
  // Ports, which take what anybody says, are only for several machines. Tests
  // ask for TCP where there is something better.
  const char *asked = getenv("PIPERT_TEST_TCP");
  set("TLS", asked && *asked == '1' ? "tcp,self"
             : isOneMachine         ? "^posix,tcp"
                                    : "^posix");
  if (isOneMachine)
    set("NET_DEVICES", "lo");
  ucp_params_t parameters = {};
  parameters.field_mask = UCP_PARAM_FIELD_FEATURES;
  parameters.features = UCP_FEATURE_TAG | UCP_FEATURE_WAKEUP;
  ucs_status_t status = ucx.ucp_init_version(UCP_API_MAJOR, UCP_API_MINOR,
                                             &parameters, config, &context);
  ucx.ucp_config_release(config);
  return status ? fail("start", status) : PIPERT_OK;
}

pipert_status_t UcxWorker::start(const std::string &host) {
  if (pipert_status_t status = makeContext(host))
    return status;
  ucp_worker_params_t parameters = {};
  parameters.field_mask = UCP_WORKER_PARAM_FIELD_THREAD_MODE;
  parameters.thread_mode = UCS_THREAD_MODE_SERIALIZED;
  if (ucs_status_t status =
          ucx.ucp_worker_create(context, &parameters, &worker))
    return fail("make a worker", status);
  if (ucs_status_t status = ucx.ucp_worker_get_efd(worker, &descriptor))
    return fail("wake threads", status);
  ucp_address_t *own;
  size_t bytes;
  if (ucs_status_t status = ucx.ucp_worker_get_address(worker, &own, &bytes))
    return fail("tell its address", status);
  address.assign(reinterpret_cast<const char *>(own), bytes);
  ucx.ucp_worker_release_address(worker, own);
  thread = std::thread([this] { serve(); });
  return PIPERT_OK;
}

UcxWorker::~UcxWorker() {
  stop();
  // UCX cannot end a worker that has messages on the way.
  if (isAbandoned)
    return;
  if (worker)
    ucx.ucp_worker_destroy(worker);
  if (context)
    ucx.ucp_cleanup(context);
}

void UcxWorker::stop() {
  std::lock_guard only(stopMutex);
  {
    std::lock_guard lock(mutex);
    isEnding = true;
  }
  waker.wake();
  if (thread.joinable())
    thread.join();
}

void UcxWorker::abandon() {
  stop();
  isAbandoned = true;
}

pipert_status_t UcxWorker::connect(const std::string &otherAddress, bool isNear,
                                   UcxPeer *&peer) {
  std::lock_guard lock(mutex);
  std::unique_ptr<UcxPeer> &place = peers[otherAddress];
  if (!place)
    place = std::make_unique<UcxPeer>();
  peer = place.get();
  if (peer->endpoint)
    return PIPERT_OK;
  ucp_ep_params_t parameters = {};
  parameters.field_mask = UCP_EP_PARAM_FIELD_REMOTE_ADDRESS |
                          UCP_EP_PARAM_FIELD_ERR_HANDLING_MODE |
                          UCP_EP_PARAM_FIELD_ERR_HANDLER;
  parameters.address =
      reinterpret_cast<const ucp_address_t *>(otherAddress.data());
  // With the other mode UCX uses no shared memory.
  parameters.err_mode =
      isNear ? UCP_ERR_HANDLING_MODE_NONE : UCP_ERR_HANDLING_MODE_PEER;
  parameters.err_handler.arg = peer;
  parameters.err_handler.cb = [](void *lost, ucp_ep_h, ucs_status_t) {
    static_cast<UcxPeer *>(lost)->isLost = true;
  };
  ucs_status_t status = ucx.ucp_ep_create(worker, &parameters, &peer->endpoint);
  return status ? fail("connect", status) : PIPERT_OK;
}

void UcxWorker::add(UcxUser &user) {
  std::lock_guard lock(mutex);
  users.push_back(&user);
}

void UcxWorker::remove(UcxUser &user) {
  std::lock_guard lock(mutex);
  users.erase(std::find(users.begin(), users.end(), &user));
}

//===----------------------------------------------------------------------===//
// Progress
//===----------------------------------------------------------------------===//

bool UcxWorker::move() {
  if (!ucx.ucp_worker_progress(worker))
    return false;
  for (UcxUser *user : users)
    user->move();
  return true;
}

void UcxWorker::progress(const Doorbell &sleeper) {
  if (isEnding)
    return;
  isPolled = !sleeper.isAnnounced();
  (void)move();
  if (isPolled || isArmed)
    return;
  for (int i = 0; i < roundsOfSleeper && !isArmed; ++i) {
    arm();
    (void)move();
  }
  // The thread has to watch the descriptor from now on.
  if (isArmed)
    waker.wake();
}

void UcxWorker::arm() { isArmed = ucx.ucp_worker_arm(worker) == UCS_OK; }

bool UcxWorker::serveOnce() {
  int rounds = 0;
  while (rounds < roundsOfThread && move())
    ++rounds;
  if (rounds == roundsOfThread)
    return true;
  if (!isArmed && !std::exchange(isPolled, false))
    arm();
  // Users also have what time alone brings about.
  for (UcxUser *user : users)
    user->move();
  return false;
}

void UcxWorker::serve() {
  nameThread("pipert-ucx");
  bool isWatched = false, isBusy = false;
  while (true) {
    pollfd entries[2] = {{waker.getDescriptor(), POLLIN, 0},
                         {descriptor, POLLIN, 0}};
    timespec time = {0, isBusy ? 0 : isWatched ? asleepNs : awakeNs};
    (void)ppoll(entries, isWatched ? 2 : 1, &time, nullptr);
    if (entries[0].revents)
      waker.drain();
    std::lock_guard lock(mutex);
    if (isEnding)
      return;
    if (isWatched && entries[1].revents)
      isArmed = false;
    isBusy = serveOnce();
    isWatched = isArmed;
  }
}
