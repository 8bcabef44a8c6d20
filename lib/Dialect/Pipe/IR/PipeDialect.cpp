//===- PipeDialect.cpp - Dialect, types and enumerations ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/CheckedArithmetic.h"

using namespace mlir;
using namespace mlir::pipe;

#include "pipe/Dialect/Pipe/IR/PipeDialect.cpp.inc"
#include "pipe/Dialect/Pipe/IR/PipeEnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "pipe/Dialect/Pipe/IR/PipeAttrs.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "pipe/Dialect/Pipe/IR/PipeTypes.cpp.inc"

void PipeDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "pipe/Dialect/Pipe/IR/PipeOps.cpp.inc"
      >();
  addAttributes<
#define GET_ATTRDEF_LIST
#include "pipe/Dialect/Pipe/IR/PipeAttrs.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "pipe/Dialect/Pipe/IR/PipeTypes.cpp.inc"
      >();
}

LogicalResult PipeDialect::verifyOperationAttribute(Operation *op,
                                                    NamedAttribute attr) {
  if (attr.getName() == kKernelTargetAttr &&
      !(isa<ModuleOp>(op) && isa<KernelTargetAttr>(attr.getValue())))
    return op->emitOpError("has '")
           << kKernelTargetAttr << "' " << attr.getValue()
           << ", but that is of a module, and a #pipe.kernel_target";
  return success();
}

KernelTargetAttr mlir::pipe::getKernelTarget(Operation *op) {
  auto module = dyn_cast<ModuleOp>(op);
  if (!module)
    module = op->getParentOfType<ModuleOp>();
  return module ? module->getAttrOfType<KernelTargetAttr>(kKernelTargetAttr)
                : KernelTargetAttr();
}

std::optional<int64_t> mlir::pipe::getElementBytes(Type type) {
  if (type.isIndex())
    return 8;
  if (!type.isIntOrFloat())
    return std::nullopt;
  unsigned bits = type.getIntOrFloatBitWidth();
  if (type.isInteger()) {
    if (bits > 64)
      return std::nullopt;
    return std::max<int64_t>(1, llvm::PowerOf2Ceil(bits) / 8);
  }
  if (bits % 8 != 0)
    return std::nullopt;
  return bits / 8;
}

std::optional<int64_t> mlir::pipe::getTensorBytes(RankedTensorType type) {
  std::optional<int64_t> bytes = getElementBytes(type.getElementType());
  if (!bytes || !type.hasStaticShape())
    return std::nullopt;
  for (int64_t size : type.getShape()) {
    bytes = llvm::checkedMul<int64_t>(*bytes, size);
    if (!bytes)
      return std::nullopt;
  }
  return bytes;
}

RankedTensorType mlir::pipe::getSumType(RankedTensorType type) {
  Type element = type.getElementType();
  if (!element.isF16() && !element.isBF16())
    return type;
  return type.clone(Float32Type::get(type.getContext()));
}

SegmentKind mlir::pipe::getSegmentKind(BufferKind kind) {
  switch (kind) {
  case BufferKind::Local:
    return SegmentKind::Local;
  case BufferKind::Received:
    return SegmentKind::Received;
  case BufferKind::Parameter:
    return SegmentKind::Parameters;
  case BufferKind::Gradient:
    return SegmentKind::Gradients;
  case BufferKind::Input:
    return SegmentKind::Inputs;
  case BufferKind::Output:
    return SegmentKind::Outputs;
  case BufferKind::State:
    return SegmentKind::State;
  case BufferKind::Hyper:
    return SegmentKind::Hypers;
  }
  llvm_unreachable("unknown kind of buffer");
}

LogicalResult
SegmentAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                    SegmentKind kind, MemorySpace, int64_t alignment,
                    int64_t bytes) {
  if (alignment < 1 || !llvm::isPowerOf2_64(alignment))
    return emitError() << "the segment '" << stringifySegmentKind(kind)
                       << "' needs an alignment that is a power of two, but "
                       << "has " << alignment;
  if (bytes < 0)
    return emitError() << "the segment '" << stringifySegmentKind(kind)
                       << "' has a negative size: " << bytes;
  return success();
}

/// Returns true for the powers of two from 8 to 4096.
static bool isPowerUpToPage(int64_t bytes) {
  return bytes >= 8 && bytes <= 4096 && llvm::isPowerOf2_64(bytes);
}

LogicalResult
KernelTargetAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                         StringRef name, int64_t vectorBytes,
                         int64_t alignment) {
  if (name.empty()) // C1
    return emitError() << "a target of kernels needs a name";
  if (!isPowerUpToPage(vectorBytes)) // C2
    return emitError() << "'vector_bytes' of the target '" << name
                       << "' must be a power of two from 8 to 4096, but is "
                       << vectorBytes;
  if (!isPowerUpToPage(alignment)) // C3
    return emitError() << "'align' of the target '" << name
                       << "' must be a power of two from 8 to 4096, but is "
                       << alignment;
  return success();
}

LogicalResult
BufferType::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                   int64_t slots, RankedTensorType tensor) {
  if (slots < 1)
    return emitError() << "a buffer needs at least one slot, but has " << slots;
  if (!tensor.hasStaticShape())
    return emitError() << "a buffer needs a tensor of static shape, but has "
                       << tensor;
  return success();
}

std::optional<int64_t> BufferType::getSlotBytes() const {
  return getTensorBytes(getTensor());
}
