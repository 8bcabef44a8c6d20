//===- SlotAddresses.h - Where the slots of lowered buffers lie  -*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CONVERSION_SLOTADDRESSES_H
#define PIPE_LIB_CONVERSION_SLOTADDRESSES_H

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/IRMapping.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {

/// The slots of one buffer while its program is lowered.
struct LoweredBuffer {
  /// Address of slot 0 and bytes between slots. In the segment `received`, for
  /// a received buffer; null addresses count from 0 where there is none.
  Value address;
  int64_t stride = 0;
  int64_t bytes = 0;
  int64_t slots = 1;
  /// For a received buffer arrays of its requests and of the addresses of its
  /// messages.
  Value requests, messages;
  /// Per (channel) of sends from this buffer: an array of their requests.
  llvm::MapVector<int64_t, Value> sends;
};

/// Computes addresses of slots with ops where `builder` stands.
class SlotAddresses {
public:
  /// `mapping` has the lowered coordinates of the program's loops.
  SlotAddresses(ImplicitLocOpBuilder &builder, const IRMapping &mapping)
      : builder(builder), mapping(mapping) {}

  Type getPointer();
  Value getI64(int64_t value);

  /// Returns the address `bytes` behind `base`.
  Value offset(Value base, Value bytes);
  Value offset(Value base, int64_t bytes);

  /// Returns entry `index` of a table of pointers.
  Value loadPointer(Value table, int64_t index);

  /// Returns the address of word `index` of an array of words.
  Value getWord(Value words, Value index);

  /// Returns the value of a number of `coordinates` as i64.
  Value getNumber(AffineMap map, ValueRange coordinates);

  /// Returns the slot that `number` names.
  Value getSlot(const LoweredBuffer &buffer, Value number);

  /// Returns where the slot lies in its segment.
  Value getSlotAddress(const LoweredBuffer &buffer, Value slot);

  /// Returns where the tensor in the slot that `number` names lies: in the
  /// segment, or where a message was found.
  Value getAddress(const LoweredBuffer &buffer, Value number);

private:
  ImplicitLocOpBuilder &builder;
  const IRMapping &mapping;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CONVERSION_SLOTADDRESSES_H
