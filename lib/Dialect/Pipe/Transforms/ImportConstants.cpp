//===- ImportConstants.cpp - Big constants become parameters --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Import.h"

#include "pipe/Analysis/OpFacts/OpEffects.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::pipe;

/// Constants of at least this many bytes become parameters.
static constexpr int64_t kBigConstantBytes = 1024;

namespace {
/// A constant that is to become a parameter.
struct Candidate {
  Operation *op;
  ElementsAttr value; ///< null: the bytes are not in the file
  std::string name;   ///< empty: constN
  bool isMissing = false;
};

/// An argument that is to be added for some of them.
struct NewArgument {
  Type type;
  DictionaryAttr attributes;
  Location loc;
};

struct Hoister {
  func::FuncOp func;
  llvm::StringSet<> taken;
  SmallVector<NewArgument> added;
  /// The number among those of the argument that has a value.
  DenseMap<Attribute, size_t> hoisted;
  SymbolTableCollection symbols;
  int64_t numConstants = 0;
  /// Names of the parameters whose bytes are not in the file.
  SmallVector<std::string> missing;

  /// Whether `op` is a constant or a load whose value is to be hoisted.
  std::optional<Candidate> match(Operation *op) {
    if (isa<ml_program::GlobalLoadOp, ml_program::GlobalLoadConstOp,
            ml_program::GlobalLoadGraphOp>(op))
      return matchLoad(op);
    ElementsAttr value = getConstantValue(op);
    if (!value || !isa<RankedTensorType>(value.getType()))
      return std::nullopt;
    if (auto resource = dyn_cast<DenseResourceElementsAttr>(value)) {
      std::string key = resource.getRawHandle().getKey().str();
      if (!resource.getRawHandle().getBlob() || key == "__elided__")
        return Candidate{op, {}, key == "__elided__" ? "" : key, true};
      return Candidate{op, value, key};
    }
    std::optional<int64_t> bytes =
        getTensorBytes(cast<RankedTensorType>(value.getType()));
    if (!bytes || *bytes < kBigConstantBytes || value.isSplat())
      return std::nullopt;
    return Candidate{op, value, ""};
  }

  std::optional<Candidate> matchLoad(Operation *op) {
    auto symbol = op->getAttrOfType<SymbolRefAttr>("global");
    auto global =
        symbols.lookupNearestSymbolFrom<ml_program::GlobalOp>(op, symbol);
    if (!global || !isa<RankedTensorType>(op->getResult(0).getType()))
      return std::nullopt;
    Candidate candidate{op, {}, global.getSymName().str()};
    candidate.value =
        dyn_cast_or_null<ElementsAttr>(global.getValue().value_or(Attribute()));
    if (auto resource =
            dyn_cast_or_null<DenseResourceElementsAttr>(candidate.value);
        resource && !resource.getRawHandle().getBlob())
      candidate.value = {};
    candidate.isMissing = !candidate.value;
    return candidate;
  }

  std::string makeName(const Candidate &candidate) {
    std::string name = candidate.name;
    if (name.empty())
      name = "const" + std::to_string(numConstants++);
    std::string unique = name;
    for (int64_t i = 1; !taken.insert(unique).second; ++i)
      unique = name + "_" + std::to_string(i);
    return unique;
  }

  /// Returns the number of the argument that `candidate` becomes.
  size_t plan(const Candidate &candidate) {
    Type type = candidate.op->getResult(0).getType();
    // Equal values are one parameter; loads are one for each global.
    Attribute key = candidate.value;
    if (!key && !candidate.name.empty())
      key = StringAttr::get(func.getContext(), candidate.name);
    if (auto known = key ? hoisted.find(key) : hoisted.end();
        known != hoisted.end() && added[known->second].type == type)
      return known->second;
    Builder builder(func.getContext());
    std::string name = makeName(candidate);
    SmallVector<NamedAttribute> attributes{
        builder.getNamedAttr(kNameAttr, builder.getStringAttr(name)),
        builder.getNamedAttr(kParameterAttr, builder.getUnitAttr())};
    if (candidate.value)
      attributes.push_back(builder.getNamedAttr(kValueAttr, candidate.value));
    if (candidate.isMissing)
      missing.push_back(name);
    if (key)
      hoisted[key] = added.size();
    added.push_back(
        {type, builder.getDictionaryAttr(attributes), candidate.op->getLoc()});
    return added.size() - 1;
  }

  /// Adds all arguments at once: each change of a function's arguments makes
  /// the list of all their attributes anew.
  LogicalResult hoist(ArrayRef<Candidate> candidates) {
    SmallVector<size_t> numbers;
    for (const Candidate &candidate : candidates)
      numbers.push_back(plan(candidate));
    SmallVector<Type> types;
    SmallVector<DictionaryAttr> attributes;
    SmallVector<Location> locs;
    for (const NewArgument &argument : added) {
      types.push_back(argument.type);
      attributes.push_back(argument.attributes);
      locs.push_back(argument.loc);
    }
    unsigned first = func.getNumArguments();
    SmallVector<unsigned> places(added.size(), first);
    if (failed(func.insertArguments(places, types, attributes, locs)))
      return failure();
    for (auto [candidate, number] : llvm::zip_equal(candidates, numbers)) {
      candidate.op->getResult(0).replaceAllUsesWith(
          func.getArgument(first + number));
      candidate.op->erase();
    }
    return success();
  }
};
} // namespace

LogicalResult mlir::pipe::hoistConstants(func::FuncOp func) {
  Hoister hoister;
  hoister.func = func;
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (auto name = func.getArgAttrOfType<StringAttr>(i, kNameAttr))
      hoister.taken.insert(name.getValue());
  SmallVector<Candidate> candidates;
  func.getBody().walk([&](Operation *op) {
    if (std::optional<Candidate> candidate = hoister.match(op))
      candidates.push_back(*candidate);
  });
  if (failed(hoister.hoist(candidates)))
    return failure();
  if (!hoister.missing.empty())
    mlir::emitRemark(func.getLoc())
        << "the bytes of " << hoister.missing.size()
        << " constants are not in the file; the values of these parameters "
           "have to be supplied: "
        << llvm::join(hoister.missing, ", ");
  return success();
}
