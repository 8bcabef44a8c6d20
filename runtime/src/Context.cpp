//===- Context.cpp - What generated code calls ----------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Context.h"
#include "ChannelPlanning.h"
#include "Error.h"
#include "KernelStatus.h"
#include "World.h"

#include <thread>

using namespace mlir::pipert;

//===----------------------------------------------------------------------===//
// Requests
//===----------------------------------------------------------------------===//

namespace {
/// A request is a direction (1 bit), a channel (15), an entry (20) and a
/// generation (28); never 0, since a ticket is not.
struct Request {
  int32_t direction;
  int32_t channel;
  Ticket ticket;

  uint64_t pack() const {
    return uint64_t(direction) << 63 | uint64_t(channel) << 48 |
           uint64_t(ticket.entry) << 28 | ticket.generation;
  }
  static Request unpack(uint64_t bits) {
    return {int32_t(bits >> 63),
            int32_t(bits >> 48 & 0x7fff),
            {uint32_t(bits >> 28) & Ticket::maxEntry,
             uint32_t(bits) & Ticket::maxGeneration}};
  }
};
} // namespace

pipert_status_t pipert_context_t::checkEnd(int32_t channel, int32_t direction,
                                           int32_t stream) {
  if (pipert_status_t status = enter())
    return status;
  if (channel < 0 || size_t(channel) >= numChannels)
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d has no channel %d, only %zu channels", rank, channel,
                numChannels);
  if (ends[channel].desc.direction != direction)
    return fail(PIPERT_INVALID_ARGUMENT, "channel %d of rank %d is not for %s",
                channel, rank, direction == PIPERT_SEND ? "sends" : "receives");
  if (pipert_status_t status = checkStream(stream))
    return status;
  if (!ends[channel].send && !ends[channel].receive)
    return fail(PIPERT_INVALID_ARGUMENT,
                "channel %d of rank %d is not connected before the first run",
                channel, rank);
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::enter() {
  if (world.isAborted())
    return failAborted();
  return reducer && reducer->isOpen() ? reducer->advance() : PIPERT_OK;
}

pipert_status_t pipert_context_t::checkStream(int32_t stream) const {
  if (stream < 0 || stream >= numStreams)
    return fail(PIPERT_INVALID_ARGUMENT, "rank %d has no stream %d", rank,
                stream);
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::failAborted() const {
  return fail(PIPERT_PEER_FAILED, "rank %d: the run was ended: %s", rank,
              world.getAbortReason().c_str());
}

template <class Condition>
pipert_status_t pipert_context_t::block(WaitReason reason,
                                        Condition condition) {
  bool ready = false;
  pipert_status_t failure = PIPERT_OK;
  // Who waits for something else goes on with its reductions meanwhile.
  const bool reduces = reducer && reducer->isOpen();
  bool slept =
      doorbell.wait(world.getSpinTime(), reduces ? waitForAny : reason, [&] {
        if (reduces && (failure = reducer->advance()))
          return true;
        return (ready = condition()) || world.isAborted();
      });
  counters.sleeps += slept;
  state.enter(Activity::Running);
  if (failure)
    return failure;
  return ready ? PIPERT_OK : failAborted();
}

static Activity getActivity(pipert_event_kind_t wait) {
  return wait == PIPERT_EVENT_WAIT_RECV   ? Activity::WaitRecv
         : wait == PIPERT_EVENT_WAIT_SEND ? Activity::WaitSend
                                          : Activity::WaitRoom;
}

/// What the trace says of a message.
static EventSubject describe(pipert_event_kind_t kind, int32_t channel,
                             const Transfer &transfer) {
  return {kind, channel, transfer.microBatch, transfer.sequence,
          transfer.bytes};
}

template <class Condition>
pipert_status_t
pipert_context_t::blockFor(pipert_event_kind_t kind, int32_t channel,
                           const Transfer &transfer, Condition condition) {
  const End &end = ends[channel];
  state.enterWait(getActivity(kind), channel, transfer.microBatch);
  trace.begin(describe(kind, channel, transfer));
  WaitReason reason =
      end.send ? end.send->getSendReason() : end.receive->getRecvReason();
  pipert_status_t status = block(reason, condition);
  if (status == PIPERT_OK)
    trace.end();
  return status;
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

pipert_status_t pipert_context_t::send(int32_t channel, const Message &message,
                                       int32_t stream, uint64_t *outRequest) {
  if (pipert_status_t status = checkEnd(channel, PIPERT_SEND, stream))
    return status;
  if (!message.data && message.bytes != 0)
    return fail(PIPERT_INVALID_ARGUMENT, "data is null, but bytes is %llu",
                (unsigned long long)message.bytes);
  delays();
  SendEnd &target = *ends[channel].send;
  Ticket ticket;
  Transfer transfer = {message.microBatch, target.getNumSent(), message.bytes};
  // The time before: the receiver may have the message when this returns.
  int64_t time = 0;
  auto trySend = [&] {
    time = trace.isEnabled() ? now() : 0;
    return target.trySend(message, ticket);
  };
  if (!trySend())
    if (pipert_status_t status =
            blockFor(PIPERT_EVENT_WAIT_ROOM, channel, transfer, trySend))
      return status;
  ++counters.messages_sent;
  counters.bytes_sent += message.bytes;
  ends[channel].transfers.set(ticket, transfer);
  trace.mark(describe(PIPERT_EVENT_SEND, channel, transfer), time);
  *outRequest = Request{PIPERT_SEND, channel, ticket}.pack();
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::recv(int32_t channel, const Message &expected,
                                       int32_t stream, uint64_t *outRequest) {
  if (pipert_status_t status = checkEnd(channel, PIPERT_RECV, stream))
    return status;
  if (!expected.data && expected.bytes != 0 && world.copiesMessages())
    return fail(PIPERT_INVALID_ARGUMENT,
                "buffer is null, but the transport copies messages of %llu "
                "bytes there",
                (unsigned long long)expected.bytes);
  delays();
  Ticket ticket = ends[channel].receive->post(expected);
  if (ticket.entry > Ticket::maxEntry)
    return fail(PIPERT_INVALID_ARGUMENT,
                "more than %u receives are open on channel %d of rank %d",
                Ticket::maxEntry + 1, channel, rank);
  End &end = ends[channel];
  Transfer transfer = {expected.microBatch, end.numPosted++, expected.bytes};
  end.transfers.set(ticket, transfer);
  trace.markBehind(describe(PIPERT_EVENT_RECV, channel, transfer));
  *outRequest = Request{PIPERT_RECV, channel, ticket}.pack();
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::failMismatch(int32_t channel,
                                               const Received &received) const {
  const Message &expected = received.expected;
  const Message &sent = received.sent;
  const pipert_channel_desc_t &desc = ends[channel].desc;
  return fail(
      PIPERT_MISMATCH,
      "rank %d expects %llu bytes of micro-batch %lld as message %llu "
      "of the %s channel from rank %d, but %llu bytes of micro-batch "
      "%lld arrived",
      rank, (unsigned long long)expected.bytes, (long long)expected.microBatch,
      (unsigned long long)received.sequence, getKindName(desc.kind), desc.peer,
      (unsigned long long)sent.bytes, (long long)sent.microBatch);
}

pipert_status_t pipert_context_t::waitRecv(uint64_t bits, void **outData) {
  Request request = Request::unpack(bits);
  if (bits == 0 || request.direction != PIPERT_RECV)
    return fail(PIPERT_INVALID_ARGUMENT, "request %llx is no receive",
                (unsigned long long)bits);
  if (pipert_status_t status = checkEnd(request.channel, PIPERT_RECV, 0))
    return status;
  delays();
  ReceiveEnd &source = *ends[request.channel].receive;
  Transfer transfer = ends[request.channel].transfers.get(request.ticket);
  Received received;
  Arrival arrival = source.tryReceive(request.ticket, received);
  if (arrival != Arrival::Unknown)
    transfer.microBatch = received.expected.microBatch;
  if (arrival == Arrival::Arrived)
    trace.markBehind(
        describe(PIPERT_EVENT_WAIT_RECV, request.channel, transfer));
  if (arrival == Arrival::Pending)
    if (pipert_status_t status =
            blockFor(PIPERT_EVENT_WAIT_RECV, request.channel, transfer, [&] {
              arrival = source.tryReceive(request.ticket, received);
              return arrival != Arrival::Pending;
            }))
      return status;
  if (arrival == Arrival::Unknown)
    return fail(PIPERT_INVALID_ARGUMENT,
                "request %llx is no pending receive of rank %d",
                (unsigned long long)bits, rank);
  if (arrival == Arrival::Mismatch)
    return failMismatch(request.channel, received);
  ++counters.messages_received;
  device->mark({-1, -1, request.channel, false, transfer.microBatch});
  *outData = received.data;
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::wait(uint64_t bits) {
  if (pipert_status_t status = enter())
    return status;
  if (bits == 0)
    return PIPERT_OK;
  Request request = Request::unpack(bits);
  if (pipert_status_t status =
          checkEnd(request.channel, request.direction, /*stream=*/0))
    return status;
  if (request.direction != PIPERT_SEND)
    return fail(PIPERT_INVALID_ARGUMENT, "request %llx is no send",
                (unsigned long long)bits);
  delays();
  SendEnd &target = *ends[request.channel].send;
  Transfer transfer = ends[request.channel].transfers.get(request.ticket);
  if (!target.isSendDone(request.ticket)) {
    transfer.microBatch = target.getMicroBatch(request.ticket);
    if (pipert_status_t status =
            blockFor(PIPERT_EVENT_WAIT_SEND, request.channel, transfer,
                     [&] { return target.isSendDone(request.ticket); }))
      return status;
  }
  device->mark({-1, -1, request.channel, true, transfer.microBatch});
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::release(uint64_t bits) {
  if (pipert_status_t status = enter())
    return status;
  if (bits == 0)
    return PIPERT_OK;
  Request request = Request::unpack(bits);
  if (pipert_status_t status = checkEnd(request.channel, PIPERT_RECV, 0))
    return status;
  if (request.direction != PIPERT_RECV ||
      !ends[request.channel].receive->release(request.ticket))
    return fail(PIPERT_INVALID_ARGUMENT,
                "request %llx is no received message of rank %d",
                (unsigned long long)bits, rank);
  trace.markBehind(
      describe(PIPERT_EVENT_RELEASE, request.channel,
               ends[request.channel].transfers.get(request.ticket)));
  return PIPERT_OK;
}

//===----------------------------------------------------------------------===//
// Launches
//===----------------------------------------------------------------------===//

pipert_status_t pipert_context_t::beginTask(int32_t task, int64_t microBatch) {
  state.enterTask(task, microBatch);
  trace.begin({PIPERT_EVENT_TASK, task, microBatch});
  if (hook.matches(task, microBatch)) {
    if (hook.kind == TestHook::Fail)
      return fail(PIPERT_INTERNAL, "PIPERT_TEST_FAIL asks for this failure");
    while (!world.isShutDown())
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return fail(PIPERT_PEER_FAILED, "PIPERT_TEST_STALL ends with the world");
  }
  return PIPERT_OK;
}

pipert_status_t pipert_context_t::failKernel(int32_t kernel, int32_t task,
                                             int64_t microBatch) const {
  std::string prefix = task < 0 ? "kernel '" + kernels[kernel].name + "': "
                                : world.getTaskName(task) + " micro-batch " +
                                      std::to_string(microBatch) + ": ";
  return mlir::pipert::failKernel(*getKernelFault(), prefix.c_str());
}

pipert_status_t pipert_context_t::launch(int32_t kernel, void *const *arguments,
                                         int32_t numArguments, int32_t task,
                                         int64_t microBatch, int32_t stream) {
  if (pipert_status_t status = enter())
    return status;
  if (kernel < 0 || size_t(kernel) >= kernels.size())
    return fail(PIPERT_INVALID_ARGUMENT,
                "rank %d has no kernel %d, only %zu kernels", rank, kernel,
                kernels.size());
  if (pipert_status_t status = checkStream(stream))
    return status;
  bool isTask = task >= 0;
  if (isTask)
    if (pipert_status_t status = beginTask(task, microBatch))
      return status;
  forgetKernelFault();
  device->launch(kernels[kernel], arguments, numArguments);
  device->mark({kernel, task, -1, false, microBatch});
  if (isTask)
    trace.end();
  if (getKernelFault())
    return failKernel(kernel, task, microBatch);
  if (isTask) {
    state.enter(Activity::Running);
    ++counters.tasks;
  }
  return world.isAborted() ? failAborted() : PIPERT_OK;
}

void pipert_context_t::standAt(const DeviceMark &mark) {
  if (mark.channel >= 0)
    state.enterWait(mark.isSend ? Activity::WaitSend : Activity::WaitRecv,
                    mark.channel, mark.microBatch);
  else if (mark.task >= 0)
    state.enterTask(mark.task, mark.microBatch);
  else
    state.enter(Activity::Running);
}

/// How long a rank sleeps between two looks at its device.
static constexpr auto deviceLookTime = std::chrono::microseconds(20);

pipert_status_t pipert_context_t::finishDevice() {
  device->beginEnd();
  DeviceNews news = device->look();
  uint64_t numPassed = UINT64_MAX;
  for (int64_t end = now() + world.getSpinTime(); !news.isDone;
       news = device->look()) {
    if (news.numPassed != numPassed)
      standAt(news.next);
    numPassed = news.numPassed;
    if (world.isAborted())
      return failAborted();
    if (now() >= end)
      std::this_thread::sleep_for(deviceLookTime);
  }
  state.enter(Activity::Running);
  forgetKernelFault();
  DeviceMark mark;
  if (pipert_status_t status = device->end(mark))
    return fail(status, "rank %d: %s", rank,
                std::string(getLastError()).c_str());
  return getKernelFault() ? failKernel(mark.kernel, mark.task, mark.microBatch)
                          : PIPERT_OK;
}

//===----------------------------------------------------------------------===//
// Reductions
//===----------------------------------------------------------------------===//

pipert_status_t pipert_context_t::allReduce(const ReductionLabel &label,
                                            void *data, int32_t stream) {
  if (pipert_status_t status = enter())
    return status;
  if (pipert_status_t status = checkStream(stream))
    return status;
  if (label.reduction < 0 || label.reduction > ReductionLabel::maxReduction ||
      label.count > ReductionLabel::maxCount ||
      (label.element != PIPERT_ELEMENT_F32 &&
       label.element != PIPERT_ELEMENT_F64) ||
      (!data && label.count != 0))
    return fail(PIPERT_INVALID_ARGUMENT,
                "reduction %d of rank %d, of %llu elements of kind %d at %p, "
                "cannot be",
                label.reduction, rank, (unsigned long long)label.count,
                label.element, data);
  delays();
  return reducer ? reducer->start(label, data) : PIPERT_OK;
}

pipert_status_t pipert_context_t::awaitReduced(int32_t reduction,
                                               int32_t stream) {
  if (pipert_status_t status = enter())
    return status;
  if (pipert_status_t status = checkStream(stream))
    return status;
  if (!reducer)
    return PIPERT_OK;
  delays();
  uint64_t number = 0;
  if (pipert_status_t status = reducer->beginWait(reduction, number))
    return status;
  if (reducer->isDone(number))
    return PIPERT_OK;
  trace.begin({PIPERT_EVENT_WAIT_REDUCED, reduction, -1, number});
  int32_t missing = -1;
  pipert_status_t status = block(waitForAny, [&] {
    if (reducer->isDone(number))
      return true;
    if (int32_t found = reducer->findMissing(); found != missing)
      state.enterWait(Activity::WaitReduced, missing = found, reduction);
    return false;
  });
  if (status == PIPERT_OK)
    trace.end();
  return status;
}

extern "C" {

pipert_status_t pipert_send(pipert_context_t *context, int32_t channel,
                            const void *data, uint64_t bytes,
                            int64_t micro_batch, int32_t stream,
                            uint64_t *out_request) {
  return context->send(channel, {data, bytes, micro_batch}, stream,
                       out_request);
}

pipert_status_t pipert_recv(pipert_context_t *context, int32_t channel,
                            void *buffer, uint64_t bytes, int64_t micro_batch,
                            int32_t stream, uint64_t *out_request) {
  return context->recv(channel, {buffer, bytes, micro_batch}, stream,
                       out_request);
}

pipert_status_t pipert_wait_recv(pipert_context_t *context, uint64_t request,
                                 void **out_data) {
  return context->waitRecv(request, out_data);
}

pipert_status_t pipert_wait(pipert_context_t *context, uint64_t request) {
  return context->wait(request);
}

pipert_status_t pipert_release(pipert_context_t *context, uint64_t request) {
  return context->release(request);
}

pipert_status_t pipert_launch(pipert_context_t *context, int32_t kernel,
                              void *const *arguments, int32_t num_arguments,
                              int32_t task, int64_t micro_batch,
                              int32_t stream) {
  return context->launch(kernel, arguments, num_arguments, task, micro_batch,
                         stream);
}

pipert_status_t pipert_all_reduce(pipert_context_t *context, int32_t reduction,
                                  void *data, uint64_t count, int32_t element,
                                  int32_t mean, int32_t stream) {
  return context->allReduce({reduction, count, element, mean != 0}, data,
                            stream);
}

pipert_status_t pipert_await_reduced(pipert_context_t *context,
                                     int32_t reduction, int32_t stream) {
  return context->awaitReduced(reduction, stream);
}

} // extern "C"
