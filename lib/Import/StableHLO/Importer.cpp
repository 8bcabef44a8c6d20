//===- Importer.cpp - One walk over a module ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Importer.h"

#include "Locations.h"
#include "OpTable.h"
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

Type mlir::pipe::hlo::toSignless(Type type) {
  if (auto shaped = dyn_cast<ShapedType>(type))
    return shaped.clone(toSignless(shaped.getElementType()));
  if (auto integer = dyn_cast<IntegerType>(type))
    return IntegerType::get(type.getContext(), integer.getWidth());
  return type;
}

bool mlir::pipe::hlo::isUnsigned(Type element) {
  return element.isUnsignedInteger() || element.isInteger(1);
}

SmallVector<Value> Importer::getOperands(Operation *op) const {
  return llvm::map_to_vector(op->getOperands(),
                             [&](Value operand) { return get(operand); });
}

View Importer::getView(Value imported) const {
  auto found = views.find(imported);
  if (found != views.end())
    return found->second;
  auto type = cast<RankedTensorType>(imported.getType());
  return {imported, AffineMap::getMultiDimIdentityMap(type.getRank(),
                                                      imported.getContext())};
}

Value Importer::getSplat(Location loc, Value imported) {
  if (auto found = views.find(imported); found != views.end())
    imported = found->second.source;
  if (auto scalar = imported.getDefiningOp<tensor::FromElementsOp>();
      scalar && scalar.getElements().size() == 1)
    return scalar.getElements().front();
  SplatElementsAttr splat;
  if (!matchPattern(imported, m_Constant(&splat)))
    return {};
  return arith::ConstantOp::create(
      builder, loc, cast<TypedAttr>(splat.getSplatValue<Attribute>()));
}

/// Returns an error message's rest, or "" if `type` can be imported.
static StringRef explainType(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor)
    return isa<ShapedType>(type) ? "which has no rank" : "";
  if (!tensor.hasStaticShape())
    return "but only static shapes are lowered; export the step for the shapes "
           "of one micro-batch";
  Type element = tensor.getElementType();
  if (isa<ComplexType>(element))
    return "but complex numbers are not lowered; compute with real and "
           "imaginary parts";
  if (element.isF16() || element.isBF16() || element.isF32() || element.isF64())
    return "";
  if (auto integer = dyn_cast<IntegerType>(element))
    return llvm::is_contained({1, 8, 16, 32, 64}, integer.getWidth())
               ? ""
               : "but integers have 1, 8, 16, 32 or 64 bits";
  return "whose element type is not lowered";
}

static LogicalResult checkTypes(Operation *op) {
  auto check = [&](StringRef word, unsigned i, Type type) -> LogicalResult {
    StringRef reason = explainType(type);
    if (reason.empty())
      return success();
    InFlightDiagnostic error = op->emitError("'")
                               << op->getName() << "' has the " << word << " "
                               << i << " of type " << type << ", " << reason;
    return noteUserLocation(error, op);
  };
  for (auto [i, type] : llvm::enumerate(op->getOperandTypes()))
    if (failed(check("operand", i, type)))
      return failure();
  for (auto [i, type] : llvm::enumerate(op->getResultTypes()))
    if (failed(check("result", i, type)))
      return failure();
  return success();
}

static LogicalResult emitUnknown(Operation *op, StringRef reason) {
  InFlightDiagnostic error =
      op->emitError("'") << op->getName() << "' has no lowering: " << reason;
  return noteUserLocation(error, op);
}

/// The value of an element-wise op: one loop nest around one scalar.
static LogicalResult lowerElementwise(Importer &importer, Operation *op,
                                      ScalarFunction function) {
  if (op->getNumResults() != 1 || op->getNumOperands() == 0)
    return op->emitError("'")
           << op->getName() << "' has " << op->getNumOperands()
           << " operands and " << op->getNumResults() << " results";
  OpBuilder &builder = importer.builder;
  Location loc = op->getLoc();
  RankedTensorType type = getType(op->getResult(0));
  SmallVector<View> inputs;
  // Scalars that are known stand in the body itself, the others are inputs.
  SmallVector<Value> scalars;
  for (Value operand : op->getOperands()) {
    // A predicate or a limit may be a scalar beside tensors.
    RankedTensorType operandType = getType(operand);
    if (operandType.getRank() != 0 && operandType.getShape() != type.getShape())
      return op->emitError("'")
             << op->getName() << "' has an operand of type "
             << operand.getType() << " and a result of another shape, "
             << op->getResult(0).getType();
    Value imported = importer.get(operand);
    scalars.push_back(importer.getSplat(loc, imported));
    if (scalars.back())
      continue;
    View view = importer.getView(imported);
    view.map = AffineMap::get(type.getRank(), 0, view.map.getResults(),
                              builder.getContext());
    inputs.push_back(view);
  }
  bool isValid = true;
  Value result = createElementwise(
      builder, loc, type, inputs,
      [&](OpBuilder &nested, Location nestedLoc, ValueRange in) -> Value {
        SmallVector<Value> operands = scalars;
        auto next = in.begin();
        for (Value &operand : operands)
          if (!operand)
            operand = *next++;
        ScalarBuilder scalarBuilder{nested, nestedLoc};
        Value element = function(scalarBuilder, ScalarOp{op, operands});
        isValid = element != nullptr;
        return isValid ? element : operands.front();
      });
  importer.set(op->getResult(0), result);
  return success(isValid);
}

LogicalResult Importer::importOp(Operation *op) {
  if (!isStableHLO(op))
    return importForeignOp(op);
  // JAX ends comparators that custom calls name so.
  if (op->getName().stripDialect() == "return" &&
      isa<FunctionOpInterface>(op->getParentOp())) {
    func::ReturnOp::create(builder, op->getLoc(), getOperands(op));
    return success();
  }
  std::optional<OpEntry> entry = findEntry(op);
  if (!entry)
    return emitUnknown(op, "no such op is in the specification");
  if (!entry->refusal.empty())
    return emitUnknown(op, entry->refusal);
  if (failed(checkTypes(op)))
    return failure();
  return entry->scalar ? lowerElementwise(*this, op, entry->scalar)
                       : entry->lower(*this, op);
}

/// Keeps an op of another dialect, with imported operands and types.
LogicalResult Importer::importForeignOp(Operation *op) {
  Operation *copy = builder.cloneWithoutRegions(*op, mapping);
  for (auto [source, imported] :
       llvm::zip_equal(op->getResults(), copy->getResults())) {
    imported.setType(toSignless(source.getType()));
    set(source, imported);
  }
  OpBuilder::InsertionGuard guard(builder);
  for (auto [source, target] :
       llvm::zip_equal(op->getRegions(), copy->getRegions()))
    if (failed(importRegion(source, target)))
      return failure();
  return success();
}

LogicalResult Importer::importRegion(Region &source, Region &target) {
  for (Block &block : source) {
    Block *copy = new Block();
    target.push_back(copy);
    mapping.map(&block, copy);
    for (BlockArgument argument : block.getArguments())
      set(argument,
          copy->addArgument(toSignless(argument.getType()), argument.getLoc()));
  }
  for (Block &block : source) {
    builder.setInsertionPointToEnd(mapping.lookup(&block));
    for (Operation &op : block) {
      if (failed(importOp(&op)))
        return failure();
      builder.setInsertionPointToEnd(mapping.lookup(&block));
    }
  }
  return success();
}

FailureOr<SmallVector<Value>> Importer::importBlock(Block &source) {
  for (Operation &op : getOpsButLast(source))
    if (failed(importOp(&op)))
      return failure();
  return getOperands(getTerminator(source));
}

LogicalResult Importer::importFunction(FunctionOpInterface func) {
  mapping.clear();
  views.clear();
  std::unique_ptr<Region> &body = bodies[func];
  body = std::make_unique<Region>();
  LogicalResult result = importRegion(func.getFunctionBody(), *body);
  if (failed(result))
    body->dropAllReferences();
  return result;
}

void Importer::replaceBody(FunctionOpInterface func) {
  Region &body = func.getFunctionBody();
  body.dropAllReferences();
  body.getBlocks().clear();
  body.takeBody(*bodies[func]);
  auto toSignlessTypes = [](TypeRange types) {
    return llvm::map_to_vector(types, toSignless);
  };
  func.setFunctionTypeAttr(TypeAttr::get(
      func.cloneTypeWith(toSignlessTypes(func.getArgumentTypes()),
                         toSignlessTypes(func.getResultTypes()))));
}
