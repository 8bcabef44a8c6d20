//===- DeviceFunction.cpp - Code moved into a device function -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceFunction.h"

#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace mlir::pipe;

DeviceFunction::DeviceFunction(Location loc, StringRef name,
                               NamedAttribute kind)
    : builder(loc.getContext()) {
  function = func::FuncOp::create(loc, name, builder.getFunctionType({}, {}));
  function.setPrivate();
  function->setAttr(kind.getName(), kind.getValue());
  Block *block = function.addEntryBlock();
  builder.setInsertionPointToEnd(block);
  builder.setInsertionPoint(func::ReturnOp::create(builder, loc));
}

/// Returns true if the buffer that `op` defines begins at a known distance from
/// its memory: an address is all that has to be passed.
static bool isAddress(Operation *op, MemRefType type) {
  return !ShapedType::isDynamic(type.getStridesAndOffset().second) &&
         llvm::all_of(op->getOperands(), [](Value operand) {
           return isa<MemRefType>(operand.getType()) ||
                  matchPattern(operand, m_Constant());
         });
}

/// Returns the constant of the module that `value` is a view of; null if it is
/// of none.
static memref::GetGlobalOp getGlobal(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (auto global = dyn_cast<memref::GetGlobalOp>(op))
      return global;
    if (!isa<memref::ReinterpretCastOp, memref::CastOp,
             memref::ExtractStridedMetadataOp>(op))
      return nullptr;
    value = op->getOperand(0);
  }
  return nullptr;
}

bool DeviceFunction::isPlain(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op)
    return true;
  if (matchPattern(value, m_Constant()) || getGlobal(value))
    return false;
  if (auto type = dyn_cast<MemRefType>(value.getType()))
    return isAddress(op, type);
  return !isa<memref::LoadOp>(op);
}

Value DeviceFunction::addArgument(Value value, DictionaryAttr attributes) {
  operands.push_back(value);
  unsigned index = function.getNumArguments();
  // A function without results takes an argument at any place.
  (void)function.insertArgument(index, value.getType(), attributes,
                                value.getLoc());
  return function.getArgument(index);
}

Value DeviceFunction::get(Value value) {
  if (Value known = mapping.lookupOrNull(value))
    return known;
  if (isPlain(value)) {
    Value argument = addArgument(value);
    mapping.map(value, argument);
    return argument;
  }
  Operation *op = value.getDefiningOp();
  for (Value operand : op->getOperands())
    get(operand);
  builder.clone(*op, mapping);
  return mapping.lookup(value);
}
