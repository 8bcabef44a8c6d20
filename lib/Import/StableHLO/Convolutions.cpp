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

/// How often the window fits; none if sizes are beyond all memory.
static std::optional<int64_t> getPlaces(const Padding &padding, int64_t size,
                                        int64_t kernel, int64_t dilation,
                                        int64_t stride) {
  Padding spread{0, 0, dilation - 1};
  if (!padding.isSane(size) || !spread.isSane(kernel))
    return std::nullopt;
  int64_t padded = padding.getSize(size), window = spread.getSize(kernel);
  return padded < window || padded == 0 ? 0 : (padded - window) / stride + 1;
}

/// Returns true if the sizes fit each other.
static bool doSizesFit(const Convolution &conv, RankedTensorType input,
                       RankedTensorType kernel, RankedTensorType result) {
  const ConvolutionLayout &layout = conv.layout;
  int64_t rank = conv.getSpatialRank() + 2;
  if (input.getRank() != rank || kernel.getRank() != rank ||
      result.getRank() != rank)
    return false;
  int64_t features = input.getDimSize(layout.input.second);
  int64_t outputs = kernel.getDimSize(layout.kernel.second);
  int64_t batch = input.getDimSize(layout.input.first);
  int64_t inputs = kernel.getDimSize(layout.kernel.first);
  if (features % conv.featureGroups != 0 ||
      features / conv.featureGroups != inputs ||
      outputs % conv.getGroups() != 0 || batch % conv.batchGroups != 0 ||
      result.getDimSize(layout.result.second) != outputs ||
      result.getDimSize(layout.result.first) != batch / conv.batchGroups)
    return false;
  for (int64_t i = 0; i < conv.getSpatialRank(); ++i)
    if (getPlaces(conv.padding[i], input.getDimSize(layout.input.spatial[i]),
                  kernel.getDimSize(layout.kernel.spatial[i]),
                  conv.kernelDilation[i], conv.strides[i]) !=
        result.getDimSize(layout.result.spatial[i]))
      return false;
  return true;
}

namespace {
/// Loops over the result's dimensions, then over the groups if there are
/// several, then over what is summed, in the kernel's order. Places tell the
/// loops that a dimension of a tensor is read with.
struct ConvolutionLoops {
  OpBuilder &builder;
  Location loc;
  const Convolution &conv;
  Value input, kernel;              ///< Padded; turned around.
  SmallVector<int64_t> resultShape; ///< With the groups apart.
  SmallVector<AffineExpr> inputPlaces, kernelPlaces, resultPlaces;
  SmallVector<AffineExpr> summed;
  SmallVector<int64_t> summedShape;
  unsigned numLoops = 0;

  void setLoops(RankedTensorType type);
  void splitGroups(AffineExpr group);
  View createPatches() const;
  View getKernel() const { return {kernel, getMap(kernelPlaces)}; }
  AffineMap getMap(ArrayRef<AffineExpr> places) const {
    return AffineMap::get(numLoops, 0, places, builder.getContext());
  }
};
} // namespace

void ConvolutionLoops::setLoops(RankedTensorType type) {
  const ConvolutionLayout &layout = conv.layout;
  auto kernelType = cast<RankedTensorType>(kernel.getType());
  unsigned rank = type.getRank();
  resultShape.assign(type.getShape().begin(), type.getShape().end());
  for (unsigned dim = 0; dim < rank; ++dim)
    resultPlaces.push_back(builder.getAffineDimExpr(dim));
  numLoops = rank + (conv.getGroups() > 1);
  inputPlaces.resize(rank);
  kernelPlaces.resize(rank);
  for (unsigned dim = 0; dim < rank; ++dim) {
    if (dim == static_cast<unsigned>(layout.kernel.second))
      continue;
    kernelPlaces[dim] = builder.getAffineDimExpr(numLoops++);
    summed.push_back(kernelPlaces[dim]);
    summedShape.push_back(kernelType.getDimSize(dim));
  }
  kernelPlaces[layout.kernel.second] = resultPlaces[layout.result.second];
  inputPlaces[layout.input.first] = resultPlaces[layout.result.first];
  inputPlaces[layout.input.second] = kernelPlaces[layout.kernel.first];
  for (int64_t i = 0; i < conv.getSpatialRank(); ++i)
    inputPlaces[layout.input.spatial[i]] =
        resultPlaces[layout.result.spatial[i]] * conv.strides[i] +
        kernelPlaces[layout.kernel.spatial[i]] * conv.kernelDilation[i];
  if (conv.getGroups() > 1)
    splitGroups(builder.getAffineDimExpr(rank));
}

/// Gives groups a dimension of their own, before that which they divide.
void ConvolutionLoops::splitGroups(AffineExpr group) {
  const ConvolutionLayout &layout = conv.layout;
  int64_t groups = conv.getGroups();
  auto split = [&](SmallVectorImpl<int64_t> &shape,
                   SmallVectorImpl<AffineExpr> &places, int64_t dim) {
    shape[dim] /= groups;
    shape.insert(shape.begin() + dim, groups);
    places.insert(places.begin() + dim, group);
  };
  auto splitTensor = [&](Value &tensor, SmallVectorImpl<AffineExpr> &places,
                         int64_t dim) {
    SmallVector<int64_t> shape(
        cast<RankedTensorType>(tensor.getType()).getShape());
    split(shape, places, dim);
    tensor = createReshape(builder, loc, tensor, shape);
  };
  splitTensor(input, inputPlaces,
              conv.featureGroups > 1 ? layout.input.second
                                     : layout.input.first);
  splitTensor(kernel, kernelPlaces, layout.kernel.second);
  split(resultShape, resultPlaces, layout.result.second);
}

/// Copies what each place of the window sees: a tensor over all loops but that
/// over the features of the result. Sums over it are products of matrices.
View ConvolutionLoops::createPatches() const {
  AffineExpr features = builder.getAffineDimExpr(conv.layout.result.second);
  SmallVector<AffineExpr> loops;
  SmallVector<int64_t> shape;
  for (auto [place, size] : llvm::zip_equal(resultPlaces, resultShape))
    if (place != features) {
      loops.push_back(place);
      shape.push_back(size);
    }
  llvm::append_range(loops, summed);
  llvm::append_range(shape, summedShape);
  SmallVector<AffineExpr> replacements(numLoops);
  for (auto [place, loop] : llvm::enumerate(loops))
    replacements[cast<AffineDimExpr>(loop).getPosition()] =
        builder.getAffineDimExpr(place);
  AffineMap map = getMap(inputPlaces)
                      .replaceDimsAndSymbols(replacements, {}, loops.size(), 0);
  auto type = cast<RankedTensorType>(input.getType());
  Value patches = createElementwise(
      builder, loc, type.clone(shape), View{input, map},
      [](OpBuilder &, Location, ValueRange in) { return in[0]; });
  return {patches, getMap(loops)};
}

/// Pads the input and turns the kernel around where the window is reversed.
static LogicalResult setOperands(Importer &importer, ConvolutionLoops &loops) {
  const Convolution &conv = loops.conv;
  OpBuilder &builder = importer.builder;
  SmallVector<Padding> padding(conv.getSpatialRank() + 2);
  SmallVector<int64_t> reversed;
  for (int64_t i = 0; i < conv.getSpatialRank(); ++i) {
    padding[conv.layout.input.spatial[i]] = conv.padding[i];
    if (conv.reversal[i])
      reversed.push_back(conv.layout.kernel.spatial[i]);
  }
  Value input = importer.getOperand(conv.op, 0);
  Value zero = arith::ConstantOp::create(
      builder, loops.loc,
      builder.getZeroAttr(getElementTypeOrSelf(input.getType())));
  FailureOr<Value> padded = createPad(builder, loops.loc, input, padding, zero);
  if (failed(padded))
    return failure();
  loops.input = *padded;
  loops.kernel = createReverse(builder, loops.loc,
                               importer.getOperand(conv.op, 1), reversed);
  return success();
}

LogicalResult mlir::pipe::hlo::lowerConvolution(Importer &importer,
                                                Operation *op) {
  FailureOr<Convolution> conv = Convolution::get(op);
  if (failed(conv))
    return failure();
  RankedTensorType input = getType(op->getOperand(0));
  RankedTensorType kernel = getType(op->getOperand(1));
  RankedTensorType type = getType(op->getResult(0));
  OpBuilder &builder = importer.builder;
  ConvolutionLoops loops{builder, op->getLoc(), *conv};
  if (!doSizesFit(*conv, input, kernel, type) ||
      failed(setOperands(importer, loops)))
    return op->emitError("'")
           << op->getName() << "' of " << input << " with " << kernel
           << " does not give " << type << " with its attributes";
  // Loops over nothing have no valid bounds.
  if (type.getNumElements() == 0) {
    importer.set(op->getResult(0), createEmpty(builder, op->getLoc(), type));
    return success();
  }
  loops.setLoops(type);
  Value product = createProduct(
      importer, op, loops.createPatches(), loops.getKernel(),
      type.clone(loops.resultShape), loops.getMap(loops.resultPlaces));
  importer.set(op->getResult(0),
               createReshape(builder, op->getLoc(), product, type.getShape()));
  return success();
}
