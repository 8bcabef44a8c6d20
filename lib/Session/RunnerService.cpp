//===- RunnerService.cpp - What a rank does for rank 0 --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Runner.h"
#include "pipe/Support/Failure.h"

#include <algorithm>
#include <cstring>
#include <iostream>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

/// Of a rank that runs as this process: rank 0 says nothing else, unless it is
/// another program.
static void require(bool isGood) {
  if (!isGood)
    throw Failure{"rank 0 asks for what there is not", ExitStatus::RunFailed};
}

static bool isWithin(int64_t offset, int64_t bytes, int64_t size) {
  return offset >= 0 && bytes >= 0 && offset <= size && bytes <= size - offset;
}

/// Where the input of an order goes.
Bytes &Runner::getOwnInput(const Order &order) {
  const Manifest &manifest = bundle.manifest;
  require(order.what >= 0 && size_t(order.what) < manifest.inputs.size());
  std::vector<Bytes> &ownInputs = steps[getNextPlace()].ownInputs;
  ownInputs.resize(manifest.inputs.size());
  require(order.bytes >= 0 &&
          order.bytes <= *countBytes(manifest.inputs[size_t(order.what)].type) *
                             bundle.getMicroBatchesOfReplica());
  Bytes &input = ownInputs[size_t(order.what)];
  input.resize(size_t(order.bytes));
  return input;
}

/// Reads what a segment is to hold, a piece at a time.
void Runner::writeRanges(const Order &order) {
  const size_t rank = size_t(options.membership->rank);
  int64_t offset = order.offset;
  Bytes piece;
  for (FileRange range : order.getRanges()) {
    while (range.bytes != 0) {
      const FileRange next = {range.file, range.offset,
                              std::min(range.bytes, int64_t(16) << 20)};
      piece.resize(size_t(next.bytes));
      files.read(next, piece.data());
      copyToRank(rank, bundle::SegmentKind(order.what), offset, piece.data(),
                 next.bytes);
      offset += next.bytes;
      range.offset += next.bytes;
      range.bytes -= next.bytes;
    }
  }
}

Order Runner::answer(const Order &order) {
  const size_t rank = size_t(options.membership->rank);
  const Program &program = bundle.getProgram(rank);
  Order answer;
  switch (order.kind) {
  case Order::Kind::OpenFile: {
    std::string error = files.open(order.data, order.getFile());
    if (error.empty())
      answer.data = "yes";
    else if (options.isVerbose)
      std::cerr << "pipe-run: rank " + std::to_string(rank) + ": " + error +
                       "; rank 0 sends what is needed of it\n";
    return answer;
  }
  case Order::Kind::Write:
  case Order::Kind::WriteRanges:
  case Order::Kind::WriteZeros:
  case Order::Kind::Read:
  case Order::Kind::ReadChecksum: {
    require(order.what >= 0 && order.what < PIPERT_NUM_SEGMENT_KINDS);
    auto segment = bundle::SegmentKind(order.what);
    require(
        isWithin(order.offset, order.bytes, program.getSegmentBytes(segment)) &&
        ranks[rank].segments[size_t(segment)]);
    if (order.kind == Order::Kind::Write) {
      require(int64_t(order.data.size()) == order.bytes);
      copyToRank(rank, segment, order.offset, order.data.data(), order.bytes);
      return answer;
    }
    if (order.kind == Order::Kind::WriteRanges) {
      writeRanges(order);
      return answer;
    }
    if (order.kind == Order::Kind::WriteZeros) {
      const Bytes zeros(size_t(order.bytes), 0);
      copyToRank(rank, segment, order.offset, zeros.data(), order.bytes);
      return answer;
    }
    if (order.kind == Order::Kind::ReadChecksum) {
      answer.data = readChecksum(rank, segment, order.offset, order.bytes);
      return answer;
    }
    answer.data.resize(size_t(order.bytes));
    copyFromRank(rank, answer.data.data(), segment, order.offset, order.bytes);
    return answer;
  }
  case Order::Kind::SetInput: {
    Bytes &input = getOwnInput(order);
    require(isWithin(order.offset, int64_t(order.data.size()), order.bytes));
    std::memcpy(input.data() + order.offset, order.data.data(),
                order.data.size());
    if (order.offset + int64_t(order.data.size()) == order.bytes)
      setInput(rank, size_t(order.what), input.data(), order.bytes);
    return answer;
  }
  case Order::Kind::SetInputFrom: {
    Bytes &input = getOwnInput(order);
    char *target = input.data();
    for (const FileRange &range : order.getRanges()) {
      files.read(range, target);
      target += range.bytes;
    }
    setInput(rank, size_t(order.what), input.data(), order.bytes);
    return answer;
  }
  case Order::Kind::ReadOutput: {
    const std::vector<Bytes> &outputs = fetchOutputs();
    require(order.what >= 0 && size_t(order.what) < outputs.size());
    const Bytes &output = outputs[size_t(order.what)];
    require(isWithin(order.offset, order.bytes, int64_t(output.size())));
    answer.data.assign(output.data() + order.offset, size_t(order.bytes));
    return answer;
  }
  case Order::Kind::ReadReport: {
    const std::vector<Bytes> &reports = steps[donePlace].reports;
    require(order.what >= 0 && size_t(order.what) < reports.size());
    const Bytes &report = reports[size_t(order.what)];
    answer.data.assign(report.begin(), report.end());
    return answer;
  }
  case Order::Kind::ReadEvents: {
    const std::vector<pipert_event_t> &events = measurements.events[rank];
    answer.data.assign(reinterpret_cast<const char *>(events.data()),
                       events.size() * sizeof(pipert_event_t));
    return answer;
  }
  case Order::Kind::ReadCounters:
    answer.data.assign(
        reinterpret_cast<const char *>(&measurements.counters[rank]),
        sizeof(pipert_counters_t));
    return answer;
  case Order::Kind::ReadClock: {
    int64_t clock = pipert_clock();
    answer.data.assign(reinterpret_cast<const char *>(&clock), sizeof(clock));
    return answer;
  }
  default:
    require(false);
    return answer;
  }
}

std::string Runner::serve() {
  const int32_t rank = options.membership->rank;
  while (true) {
    Order order;
    if (!receiveOrder(world, 0, rank, order))
      return getFailure(world);
    if (order.kind == Order::Kind::End) {
      if (options.isVerbose)
        std::cerr << "pipe-run: rank " + std::to_string(rank) + ": has read " +
                         std::to_string(files.getBytesRead()) +
                         " bytes of files of tensors\n";
      return "";
    }
    if (order.kind == Order::Kind::BeginStep ||
        order.kind == Order::Kind::FinishStep) {
      std::string report =
          order.kind == Order::Kind::BeginStep ? beginStep() : finishStep();
      if (!report.empty())
        return report;
      continue;
    }
    Order reply = answer(order);
    if (order.isQuestion())
      sendOrder(world, rank, 0, reply);
  }
}
