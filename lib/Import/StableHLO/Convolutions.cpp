//===- Convolutions.cpp - convolution as a product of patches -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"
#include "OpTable.h"
#include "Products.h"
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

namespace {
/// The attributes of one convolution.
struct Convolution {
  Operation *op;
  ConvolutionLayout layout;
  SmallVector<int64_t> strides, inputDilation, kernelDilation, reversal;
  SmallVector<Padding> padding; ///< Of the spatial dimensions.
  int64_t featureGroups = 1, batchGroups = 1;

  int64_t getSpatialRank() const { return layout.input.spatial.size(); }
  int64_t getGroups() const { return featureGroups * batchGroups; }

  static FailureOr<Convolution> get(Operation *op);
};
} // namespace

FailureOr<Convolution> Convolution::get(Operation *op) {
  FailureOr<ConvolutionLayout> layout = ConvolutionLayout::get(op);
  if (failed(layout))
    return failure();
  size_t rank = layout->input.spatial.size();
  Convolution result{op, *layout};
  SmallVector<int64_t> padding;
  if (failed(readIntegers(op, rank,
                          {{"window_strides", result.strides},
                           {"lhs_dilation", result.inputDilation},
                           {"rhs_dilation", result.kernelDilation}},
                          1)) ||
      failed(
          readIntegers(op, rank, {{"window_reversal", result.reversal}}, 0)) ||
      failed(readIntegers(op, 2 * rank, {{"padding", padding}}, 0)))
    return failure();
  for (auto [name, groups] :
       {std::pair("feature_group_count", &result.featureGroups),
        std::pair("batch_group_count", &result.batchGroups)}) {
    FailureOr<int64_t> count = getInteger(op, name, 1);
    if (failed(count))
      return failure();
    *groups = *count;
  }
  auto isPositive = [](int64_t number) { return number > 0; };
  if (!llvm::all_of(result.strides, isPositive) ||
      !llvm::all_of(result.inputDilation, isPositive) ||
      !llvm::all_of(result.kernelDilation, isPositive) ||
      result.featureGroups < 1 || result.batchGroups < 1 ||
      (result.featureGroups > 1 && result.batchGroups > 1))
    return op->emitError("'")
           << op->getName() << "' has a stride, a dilation or a number of "
           << "groups below 1, or both kinds of groups";
  for (size_t dim = 0; dim < rank; ++dim)
    result.padding.push_back({padding[2 * dim], padding[2 * dim + 1],
                              result.inputDilation[dim] - 1});
  return result;
}

/// Splits dimension `dim` into `groups` times the rest.
static Value splitDim(OpBuilder &builder, Location loc, Value tensor,
                      int64_t dim, int64_t groups) {
  auto type = cast<RankedTensorType>(tensor.getType());
  SmallVector<int64_t> shape(type.getShape());
  shape[dim] /= groups;
  shape.insert(shape.begin() + dim, groups);
  return createReshape(builder, loc, tensor, shape);
}

namespace {
/// The loops of a convolution: those of the result (with the features of a
/// group apart from the group), then the kernel's dimensions that are summed.
struct ConvolutionLoops {
  SmallVector<AffineExpr> input, kernel, result;
  SmallVector<int64_t> inputShape, kernelShape, resultShape;
};
} // namespace

/// Emits an error unless the sizes fit each other.
static LogicalResult checkSizes(const Convolution &conv, RankedTensorType input,
                                RankedTensorType kernel,
                                RankedTensorType result) {
  const ConvolutionLayout &layout = conv.layout;
  int64_t rank = conv.getSpatialRank() + 2;
  bool fits = input.getRank() == rank && kernel.getRank() == rank &&
              result.getRank() == rank;
  if (fits) {
    int64_t features = input.getDimSize(layout.input.second);
    int64_t outputs = kernel.getDimSize(layout.kernel.second);
    int64_t batch = input.getDimSize(layout.input.first);
    fits = features ==
               kernel.getDimSize(layout.kernel.first) * conv.featureGroups &&
           outputs % conv.getGroups() == 0 && batch % conv.batchGroups == 0 &&
           result.getDimSize(layout.result.second) == outputs &&
           result.getDimSize(layout.result.first) == batch / conv.batchGroups;
    for (int64_t i = 0; fits && i < conv.getSpatialRank(); ++i) {
      int64_t padded =
          conv.padding[i].getSize(input.getDimSize(layout.input.spatial[i]));
      int64_t size = kernel.getDimSize(layout.kernel.spatial[i]);
      int64_t window = size == 0 ? 0 : (size - 1) * conv.kernelDilation[i] + 1;
      int64_t places = padded < window || padded == 0
                           ? 0
                           : (padded - window) / conv.strides[i] + 1;
      fits = result.getDimSize(layout.result.spatial[i]) == places;
    }
  }
  if (fits)
    return success();
  return conv.op->emitError("'")
         << conv.op->getName() << "' of " << input << " with " << kernel
         << " does not give " << result << " with its attributes";
}

/// Copies what each place of the window sees: elements (loops of the result
/// without its features, then the summed loops) of a tensor. Sums over patches
/// are products of matrices.
static View createPatches(OpBuilder &builder, Location loc, View input,
                          ArrayRef<AffineExpr> loops, ArrayRef<int64_t> shape) {
  auto type = cast<RankedTensorType>(input.source.getType());
  SmallVector<AffineExpr> replacements(input.map.getNumDims());
  for (auto [place, loop] : llvm::enumerate(loops))
    replacements[cast<AffineDimExpr>(loop).getPosition()] =
        builder.getAffineDimExpr(place);
  AffineMap map =
      input.map.replaceDimsAndSymbols(replacements, {}, loops.size(), 0);
  Value patches = createElementwise(
      builder, loc, type.clone(shape), View{input.source, map},
      [](OpBuilder &, Location, ValueRange in) { return in[0]; });
  return {patches, AffineMap::get(input.map.getNumDims(), 0, loops,
                                  builder.getContext())};
}

LogicalResult mlir::pipe::hlo::lowerConvolution(Importer &importer,
                                                Operation *op) {
  FailureOr<Convolution> parsed = Convolution::get(op);
  if (failed(parsed))
    return failure();
  const Convolution &conv = *parsed;
  const ConvolutionLayout &layout = conv.layout;
  RankedTensorType type = getType(op->getResult(0));
  RankedTensorType kernelType = getType(op->getOperand(1));
  if (failed(checkSizes(conv, getType(op->getOperand(0)), kernelType, type)))
    return failure();
  OpBuilder &builder = importer.builder;
  // Loops over nothing have no valid bounds.
  if (type.getNumElements() == 0) {
    importer.set(op->getResult(0), createEmpty(builder, op->getLoc(), type));
    return success();
  }
  Location loc = op->getLoc();

  Value input = importer.getOperand(op, 0), kernel = importer.getOperand(op, 1);
  SmallVector<Padding> padding(type.getRank());
  SmallVector<int64_t> reversed;
  for (int64_t i = 0; i < conv.getSpatialRank(); ++i) {
    padding[layout.input.spatial[i]] = conv.padding[i];
    if (conv.reversal[i])
      reversed.push_back(layout.kernel.spatial[i]);
  }
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getZeroAttr(getElementTypeOrSelf(input.getType())));
  FailureOr<Value> padded = createPad(builder, loc, input, padding, zero);
  if (failed(padded))
    return op->emitError("'")
           << op->getName() << "' pads to a size below 0 or above 2^40";
  input = *padded;
  kernel = createReverse(builder, loc, kernel, reversed);

  // Loops: the result's dimensions, then the group, then what is summed in the
  // kernel's order. A window of one place needs no loop.
  int64_t groups = conv.getGroups();
  unsigned loops = type.getRank();
  auto loopOf = [&](int64_t resultDim) {
    return builder.getAffineDimExpr(resultDim);
  };
  AffineExpr group =
      groups > 1 ? builder.getAffineDimExpr(loops++) : AffineExpr();
  SmallVector<AffineExpr> inputPlaces(type.getRank()),
      kernelPlaces(type.getRank()), summed;
  SmallVector<int64_t> summedSizes;
  inputPlaces[layout.input.first] = loopOf(layout.result.first);
  kernelPlaces[layout.kernel.second] = loopOf(layout.result.second);
  for (int64_t dim = 0; dim < type.getRank(); ++dim) {
    if (dim == layout.kernel.second)
      continue;
    summed.push_back(builder.getAffineDimExpr(loops++));
    summedSizes.push_back(kernelType.getDimSize(dim));
    kernelPlaces[dim] = summed.back();
    if (dim == layout.kernel.first)
      inputPlaces[layout.input.second] = summed.back();
  }
  for (int64_t i = 0; i < conv.getSpatialRank(); ++i) {
    AffineExpr window = kernelPlaces[layout.kernel.spatial[i]];
    inputPlaces[layout.input.spatial[i]] =
        loopOf(layout.result.spatial[i]) * conv.strides[i] +
        window * conv.kernelDilation[i];
  }
  SmallVector<AffineExpr> resultPlaces;
  SmallVector<int64_t> resultShape(type.getShape());
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    resultPlaces.push_back(loopOf(dim));
  if (groups > 1) {
    int64_t grouped =
        conv.featureGroups > 1 ? layout.input.second : layout.input.first;
    input = splitDim(builder, loc, input, grouped, groups);
    kernel = splitDim(builder, loc, kernel, layout.kernel.second, groups);
    inputPlaces.insert(inputPlaces.begin() + grouped, group);
    kernelPlaces.insert(kernelPlaces.begin() + layout.kernel.second, group);
    resultPlaces.insert(resultPlaces.begin() + layout.result.second, group);
    resultShape[layout.result.second] /= groups;
    resultShape.insert(resultShape.begin() + layout.result.second, groups);
  }
  MLIRContext *context = op->getContext();
  View inputView{input, AffineMap::get(loops, 0, inputPlaces, context)};
  View kernelView{kernel, AffineMap::get(loops, 0, kernelPlaces, context)};
  SmallVector<AffineExpr> patchLoops;
  SmallVector<int64_t> patchShape;
  for (auto [place, size] : llvm::zip_equal(resultPlaces, resultShape))
    if (place != loopOf(layout.result.second)) {
      patchLoops.push_back(place);
      patchShape.push_back(size);
    }
  llvm::append_range(patchLoops, summed);
  llvm::append_range(patchShape, summedSizes);
  inputView = createPatches(builder, loc, inputView, patchLoops, patchShape);
  Value product = createProduct(
      importer, op, inputView, kernelView, type.clone(resultShape),
      AffineMap::get(loops, 0, resultPlaces, context));
  importer.set(op->getResult(0),
               createReshape(builder, loc, product, type.getShape()));
  return success();
}
