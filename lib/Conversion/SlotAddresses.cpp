//===- SlotAddresses.cpp - Where the slots of lowered buffers lie ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SlotAddresses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;
using namespace mlir::pipe;

Type SlotAddresses::getPointer() {
  return LLVM::LLVMPointerType::get(builder.getContext());
}

Value SlotAddresses::getI64(int64_t value) {
  return arith::ConstantIntOp::create(builder, value, 64);
}

Value SlotAddresses::offset(Value base, Value bytes) {
  return LLVM::GEPOp::create(builder, getPointer(), builder.getI8Type(), base,
                             ArrayRef<LLVM::GEPArg>{bytes});
}

Value SlotAddresses::offset(Value base, int64_t bytes) {
  if (bytes == 0)
    return base;
  return offset(base, getI64(bytes));
}

Value SlotAddresses::loadPointer(Value table, int64_t index) {
  return LLVM::LoadOp::create(builder, getPointer(), offset(table, index * 8));
}

Value SlotAddresses::getWord(Value words, Value index) {
  return LLVM::GEPOp::create(builder, getPointer(), builder.getI64Type(), words,
                             ArrayRef<LLVM::GEPArg>{index});
}

Value SlotAddresses::getNumber(AffineMap map, ValueRange coordinates) {
  LinearNumber number = *getLinearNumber(map);
  Value sum;
  for (auto [factor, coordinate] :
       llvm::zip_equal(number.coefficients, coordinates)) {
    if (factor == 0)
      continue;
    Value term = arith::IndexCastOp::create(builder, builder.getI64Type(),
                                            mapping.lookup(coordinate));
    if (factor != 1)
      term = arith::MulIOp::create(builder, term, getI64(factor));
    sum = sum ? arith::AddIOp::create(builder, sum, term) : term;
  }
  if (!sum)
    return getI64(number.constant);
  if (number.constant == 0)
    return sum;
  return arith::AddIOp::create(builder, sum, getI64(number.constant));
}

Value SlotAddresses::getSlot(const LoweredBuffer &buffer, Value number) {
  if (buffer.slots == 1)
    return getI64(0);
  return arith::RemUIOp::create(builder, number, getI64(buffer.slots));
}

Value SlotAddresses::getSlotAddress(const LoweredBuffer &buffer, Value slot) {
  if (buffer.slots == 1)
    return buffer.address;
  Value bytes = arith::MulIOp::create(builder, slot, getI64(buffer.stride));
  return offset(buffer.address, bytes);
}

Value SlotAddresses::getAddress(const LoweredBuffer &buffer, Value number) {
  Value slot = getSlot(buffer, number);
  if (buffer.messages)
    return LLVM::LoadOp::create(builder, getPointer(),
                                getWord(buffer.messages, slot));
  return getSlotAddress(buffer, slot);
}
