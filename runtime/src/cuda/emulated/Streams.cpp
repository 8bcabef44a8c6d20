//===- Streams.cpp - Streams and events of the emulated driver ------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Api.h"

using namespace mlir::pipert;
using namespace mlir::pipert::cuda;
using namespace mlir::pipert::cuda::emulated;

Result api::cuStreamCreate(Stream *stream, uint32_t) {
  PIPERT_ENTER("cuStreamCreate");
  make(machine.streams, stream)->context = current;
  return Success;
}

/// The work of a stream that is destroyed is done nevertheless.
Result api::cuStreamDestroy(Stream stream) {
  PIPERT_ENTER("cuStreamDestroy");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  machine.runUntil(lock, [&] { return target->works.empty(); });
  machine.streams.erase(target);
  return Success;
}

Result api::cuStreamQuery(Stream stream) {
  PIPERT_ENTER("cuStreamQuery");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  if (!target->works.empty())
    machine.runOne();
  if (machine.getLost() != Success)
    return machine.getLost();
  return target->works.empty() ? Success : NotReady;
}

Result api::cuStreamSynchronize(Stream stream) {
  PIPERT_ENTER("cuStreamSynchronize");
  GpuStream *target = findStream(machine, stream);
  if (!target)
    return InvalidHandle;
  return machine.runUntil(lock, [&] { return target->works.empty(); });
}

/// Waits for what the event has recorded by now, whatever it records later;
/// for nothing if that is nothing.
Result api::cuStreamWaitEvent(Stream stream, Event event, uint32_t) {
  PIPERT_ENTER("cuStreamWaitEvent");
  GpuStream *target = findStream(machine, stream);
  GpuEvent *source = find(machine.events, event);
  if (!target || !source)
    return InvalidHandle;
  if (source->latest && !source->latest->isDone)
    machine.add(*target, {{}, source->latest});
  return Success;
}

Result api::cuEventCreate(Event *event, uint32_t) {
  PIPERT_ENTER("cuEventCreate");
  make(machine.events, event)->context = current;
  return Success;
}

Result api::cuEventDestroy(Event event) {
  PIPERT_ENTER("cuEventDestroy");
  return machine.events.erase(event) ? Success : InvalidHandle;
}

Result api::cuEventRecord(Event event, Stream stream) {
  PIPERT_ENTER("cuEventRecord");
  GpuStream *target = findStream(machine, stream);
  GpuEvent *recording = find(machine.events, event);
  if (!target || !recording || target->context != recording->context)
    return InvalidHandle;
  recording->latest = std::make_shared<Record>();
  machine.add(*target, {{}, nullptr, recording->latest});
  return Success;
}

Result api::cuEventQuery(Event event) {
  PIPERT_ENTER("cuEventQuery");
  GpuEvent *target = find(machine.events, event);
  if (!target)
    return InvalidHandle;
  auto isDone = [&] { return !target->latest || target->latest->isDone; };
  if (!isDone())
    machine.runOne();
  if (machine.getLost() != Success)
    return machine.getLost();
  return isDone() ? Success : NotReady;
}
