//===- ScalarRegion.cpp - Regions of reducers and comparators -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

/// Ops that leave their operand's only element as it is.
static bool isIdentityOfScalar(Operation *op) {
  if (op->getNumOperands() != op->getNumResults())
    return false;
  StringRef name = op->getName().stripDialect();
  if (name == "optimization_barrier")
    return true;
  auto hasOneElement = [](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    return tensor && tensor.getRank() == 0;
  };
  return llvm::is_contained({"reshape", "broadcast_in_dim", "transpose"},
                            name) &&
         hasOneElement(op->getResult(0).getType()) &&
         hasOneElement(op->getOperand(0).getType());
}

namespace {
/// Emits one block on scalars.
struct ScalarEmitter {
  Importer &importer;
  DenseMap<Value, Value> values;

  explicit ScalarEmitter(Importer &importer) : importer(importer) {}

  Value get(Value source, Location loc) {
    if (Value scalar = values.lookup(source))
      return scalar;
    // Computed around the region.
    return extractScalar(importer, loc, importer.get(source));
  }

  SmallVector<Value> getOperands(Operation *op) {
    return llvm::map_to_vector(op->getOperands(), [&](Value operand) {
      return get(operand, op->getLoc());
    });
  }

  LogicalResult refuse(Operation *op) {
    Operation *parent = op->getBlock()->getParentOp();
    return op->emitError("'")
           << op->getName() << "' stands in the region of '"
           << parent->getName() << "', where only element-wise ops are lowered";
  }

  LogicalResult emitConstant(Operation *op, ElementsAttr value) {
    auto dense = dyn_cast<DenseElementsAttr>(value);
    if (!dense || !dense.isSplat())
      return refuse(op);
    Attribute element = dense.getSplatValue<Attribute>();
    Type type = toSignless(value.getElementType());
    ScalarBuilder builder{importer.builder, op->getLoc()};
    if (auto integer = dyn_cast<IntegerAttr>(element))
      values[op->getResult(0)] = builder.integer(type, integer.getValue());
    else
      values[op->getResult(0)] =
          builder.floating(type, cast<FloatAttr>(element).getValue());
    return success();
  }

  LogicalResult emit(Operation *op) {
    if (op->getName().stripDialect() == "constant" && op->getNumOperands() == 0)
      if (auto value = dyn_cast_or_null<ElementsAttr>(
              mlir::pipe::hlo::getAttribute(op, "value")))
        return emitConstant(op, value);
    if (isIdentityOfScalar(op)) {
      for (auto [source, scalar] :
           llvm::zip_equal(op->getResults(), getOperands(op)))
        values[source] = scalar;
      return success();
    }
    std::optional<OpEntry> entry =
        isStableHLO(op) ? findEntry(op) : std::nullopt;
    if (!entry || !entry->scalar || op->getNumResults() != 1 ||
        op->getNumOperands() == 0)
      return refuse(op);
    SmallVector<Value> operands = getOperands(op);
    ScalarBuilder builder{importer.builder, op->getLoc()};
    Value scalar = entry->scalar(builder, ScalarOp{op, operands});
    values[op->getResult(0)] = scalar;
    return success(scalar != nullptr);
  }
};
} // namespace

FailureOr<SmallVector<Value>> Importer::emitScalarRegion(Region &region,
                                                         ValueRange scalars) {
  Operation *parent = region.getParentOp();
  if (!region.hasOneBlock() || region.front().empty() ||
      region.front().getNumArguments() != scalars.size())
    return parent->emitError("'")
           << parent->getName() << "' needs a region of one block with "
           << scalars.size() << " arguments";
  ScalarEmitter emitter(*this);
  for (auto [argument, scalar] :
       llvm::zip_equal(region.front().getArguments(), scalars))
    emitter.values[argument] = scalar;
  for (Operation &op : getOpsButLast(region.front()))
    if (failed(emitter.emit(&op)))
      return failure();
  return emitter.getOperands(getTerminator(region.front()));
}
