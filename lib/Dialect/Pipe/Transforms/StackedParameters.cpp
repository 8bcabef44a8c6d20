//===- StackedParameters.cpp - Split parameters that are read in slices ---===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "SliceResolver.h"
#include "UpdateFunction.h"

#include "mlir/IR/Matchers.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

/// The slices that are all there is read of `parameter`, in their order; empty
/// if it is read in another way, or in slices that share elements.
static SmallVector<Slab> findSlabs(Value parameter, Block &block) {
  SmallVector<Slab> slabs;
  for (Operation *user : parameter.getUsers()) {
    auto slice = dyn_cast<tensor::ExtractSliceOp>(user);
    std::optional<Slab> slab = slice ? matchSlab(slice) : std::nullopt;
    if (!slab || user->getBlock() != &block)
      return {};
    slabs.push_back(*slab);
  }
  llvm::sort(slabs);
  slabs.erase(llvm::unique(slabs), slabs.end());
  for (size_t i = 1; i < slabs.size(); ++i)
    if (slabs[i].dimension != slabs[0].dimension ||
        slabs[i].begin < slabs[i - 1].end)
      return {};
  return slabs;
}

/// Returns `slabs` with what lies between and around them in a dimension of
/// `size`, in their order.
static SmallVector<Slab> fillGaps(ArrayRef<Slab> slabs, int64_t size) {
  SmallVector<Slab> all;
  int64_t end = 0;
  for (const Slab &slab : slabs) {
    if (slab.begin > end)
      all.push_back({slab.dimension, end, slab.begin});
    all.push_back(slab);
    end = slab.end;
  }
  if (end < size)
    all.push_back({slabs[0].dimension, end, size});
  return all;
}

static bool isZero(Value value) {
  if (!value)
    return false;
  if (auto fill = value.getDefiningOp<linalg::FillOp>())
    value = fill.value();
  return matchPattern(value, m_AnyZeroFloat()) || matchPattern(value, m_Zero());
}

namespace {
struct ParameterSplitter {
  func::FuncOp func;
  ModelRoots &roots;
  Block &block;
  SliceResolver resolver;
  OpBuilder atEnd;
  llvm::StringSet<> taken;

  ParameterSplitter(func::FuncOp func, ModelRoots &roots)
      : func(func), roots(roots), block(func.getBody().front()),
        resolver(block), atEnd(block.getTerminator()) {
    for (unsigned i = 0; i < func.getNumArguments(); ++i)
      taken.insert(func.getArgAttrOfType<StringAttr>(i, kNameAttr).getValue());
  }

  /// The gradients of `all`, of which `gradient` is made; empty when it is not,
  /// or when what is none of the `slabs` that are read has one that is not
  /// zero.
  SmallVector<Value> splitGradient(Value gradient, ArrayRef<Slab> all,
                                   ArrayRef<Slab> slabs) {
    SmallVector<Value> parts;
    for (const Slab &slab : all) {
      Value part = resolver.resolve(atEnd, gradient, slab);
      if (!part || (!std::binary_search(slabs.begin(), slabs.end(), slab) &&
                    !isZero(part)))
        return {};
      parts.push_back(part);
    }
    return parts;
  }

  std::string makeName(StringRef name, const Slab &slab) {
    std::string text = (name + "[" + Twine(slab.begin)).str();
    if (slab.size() > 1)
      text += ":" + std::to_string(slab.end);
    text += "]";
    while (!taken.insert(text).second)
      text += "'";
    return text;
  }

  LogicalResult insertPart(unsigned index, StringAttr name, const Slab &slab,
                           RankedTensorType whole, std::string &partName) {
    Builder builder(func.getContext());
    partName = makeName(name, slab);
    SmallVector<NamedAttribute> attributes{
        builder.getNamedAttr(kNameAttr, builder.getStringAttr(partName)),
        builder.getNamedAttr(kParameterAttr, builder.getUnitAttr()),
        builder.getNamedAttr(kPartOfAttr, name),
        builder.getNamedAttr(kPartPlaceAttr, builder.getDenseI64ArrayAttr(
                                                 {slab.dimension, slab.begin})),
        builder.getNamedAttr(kPartWholeAttr, TypeAttr::get(whole))};
    return func.insertArgument(index, getSlabType(whole, slab),
                               builder.getDictionaryAttr(attributes),
                               func.getArgument(index - 1).getLoc());
  }

  /// Splits argument `index`, if it is a parameter that can be split.
  LogicalResult split(unsigned index) {
    Value parameter = func.getArgument(index);
    if (!func.getArgAttr(index, kParameterAttr) ||
        func.getArgAttr(index, kValueAttr) ||
        func.getArgAttr(index, kWholeAttr))
      return success();
    SmallVector<Slab> slabs = findSlabs(parameter, block);
    if (slabs.size() < 2)
      return success();
    auto name = func.getArgAttrOfType<StringAttr>(index, kNameAttr);
    auto *root = llvm::find_if(roots.gradients, [&](const GraphRoot &gradient) {
      return gradient.name == name.getValue();
    });
    if (root == roots.gradients.end())
      return replace(index, name, slabs, {});
    // What is not read is a part too: an optimizer may change it all the same.
    SmallVector<Slab> all =
        fillGaps(slabs, cast<RankedTensorType>(parameter.getType())
                            .getDimSize(slabs[0].dimension));
    SmallVector<Value> gradients = splitGradient(root->value, all, slabs);
    // Looking for gradients may have made more slices of the parameter.
    if (gradients.empty() || findSlabs(parameter, block) != slabs)
      return success();
    return replace(index, name, all, gradients);
  }

  LogicalResult replace(unsigned index, StringAttr name, ArrayRef<Slab> slabs,
                        ArrayRef<Value> gradients) {
    auto whole = cast<RankedTensorType>(func.getArgument(index).getType());
    std::map<Slab, Value> parts;
    SmallVector<GraphRoot> partRoots;
    for (auto [number, slab] : llvm::enumerate(slabs)) {
      unsigned place = index + 1 + number;
      std::string partName;
      if (failed(insertPart(place, name, slab, whole, partName)))
        return failure();
      parts[slab] = func.getArgument(place);
      if (!gradients.empty())
        partRoots.push_back({gradients[number], partName});
    }
    func.setArgAttr(index, kSplitAttr, UnitAttr::get(func.getContext()));
    OpBuilder atStart = OpBuilder::atBlockBegin(&block);
    for (Operation *user :
         llvm::make_early_inc_range(func.getArgument(index).getUsers())) {
      auto slice = cast<tensor::ExtractSliceOp>(user);
      slice.getResult().replaceAllUsesWith(
          reshapeTo(atStart, parts.at(*matchSlab(slice)), slice.getType()));
    }
    if (!gradients.empty())
      replaceRoot(name, partRoots);
    return success();
  }

  void replaceRoot(StringAttr name, ArrayRef<GraphRoot> parts) {
    SmallVector<GraphRoot> all;
    for (const GraphRoot &root : roots.gradients)
      if (root.name == name.getValue())
        llvm::append_range(all, parts);
      else
        all.push_back(root);
    roots.gradients = std::move(all);
  }
};
} // namespace

LogicalResult mlir::pipe::splitStackedParameters(func::FuncOp func,
                                                 ModelRoots &roots) {
  ParameterSplitter splitter(func, roots);
  // From the last one, so that the numbers of the others stay.
  for (unsigned index = func.getNumArguments(); index-- > 0;)
    if (failed(splitter.split(index)))
      return failure();
  return success();
}
