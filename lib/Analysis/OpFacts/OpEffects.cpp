//===- OpEffects.cpp - May an op be copied or moved -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/OpFacts/OpEffects.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::pipe;

ElementsAttr mlir::pipe::getConstantValue(Operation *op) {
  if (op->getNumOperands() != 0 || op->getNumRegions() != 0 ||
      op->getNumResults() != 1 || op->getNumSuccessors() != 0)
    return {};
  StringRef mnemonic = op->getName().stripDialect();
  if (!op->hasTrait<OpTrait::ConstantLike>() && mnemonic != "constant" &&
      mnemonic != "const")
    return {};
  // Properties of an unregistered op are an attribute of their own.
  SmallVector<NamedAttribute> attributes(op->getAttrDictionary().getValue());
  if (!op->isRegistered())
    if (auto properties =
            dyn_cast_or_null<DictionaryAttr>(op->getPropertiesAsAttribute()))
      llvm::append_range(attributes, properties.getValue());
  ElementsAttr value;
  for (NamedAttribute attribute : attributes) {
    auto elements = dyn_cast<ElementsAttr>(attribute.getValue());
    if (!elements)
      continue;
    if (value)
      return {};
    value = elements;
  }
  if (!value || value.getShapedType() != op->getResult(0).getType())
    return {};
  return value;
}

llvm::StringSet<> mlir::pipe::readPureDialects(Operation *module) {
  llvm::StringSet<> names;
  if (auto list = module->getAttrOfType<ArrayAttr>(kPureDialectsAttr))
    for (auto name : list.getAsRange<StringAttr>())
      names.insert(name.getValue());
  return names;
}

bool mlir::pipe::isPureOp(Operation *op,
                          const llvm::StringSet<> &pureDialects) {
  if (getConstantValue(op))
    return true;
  auto areNestedPure = [&] {
    for (Region &region : op->getRegions())
      for (Operation &nested : region.getOps())
        if (!isPureOp(&nested, pureDialects))
          return false;
    return true;
  };
  if (pureDialects.contains(op->getName().getDialectNamespace()))
    return areNestedPure();
  auto effects = dyn_cast<MemoryEffectOpInterface>(op);
  bool isRecursive = op->hasTrait<OpTrait::HasRecursiveMemoryEffects>();
  if (!effects && !isRecursive)
    return false;
  if (effects && !effects.hasNoEffect())
    return false;
  return !isRecursive || areNestedPure();
}

bool mlir::pipe::isRandomOp(Operation *op) {
  static constexpr StringLiteral words[] = {
      "rng",    "rand",      "randn",   "randint", "randperm",
      "random", "bernoulli", "dropout", "uniform", "multinomial"};
  StringRef mnemonic = op->getName().stripDialect();
  if (mnemonic.starts_with("uniform_")) // stablehlo.uniform_quantize
    return false;
  SmallVector<StringRef> parts;
  llvm::SplitString(mnemonic, parts, "._");
  return llvm::any_of(
      parts, [&](StringRef part) { return llvm::is_contained(words, part); });
}
