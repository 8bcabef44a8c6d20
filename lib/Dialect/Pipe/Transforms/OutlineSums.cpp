//===- OutlineSums.cpp - Kernels for sums of gradients --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/TypeSwitch.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_OUTLINESUMSPASS
#include "pipe/Dialect/Pipe/Transforms/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

/// The tensors of a buffer as a list of its elements.
static RankedTensorType getListType(Value buffer) {
  RankedTensorType tensor = cast<BufferType>(buffer.getType()).getTensor();
  return RankedTensorType::get({tensor.getNumElements()},
                               tensor.getElementType());
}

/// "64xf32".
static std::string getTypeName(RankedTensorType list) {
  std::string name;
  llvm::raw_string_ostream(name)
      << list.getDimSize(0) << "x" << list.getElementType();
  return name;
}

/// Returns `body` of the elements of `inputs` and `init`, in the place of
/// `init`.
static Value mapElements(
    ImplicitLocOpBuilder &builder, ValueRange inputs, Value init,
    llvm::function_ref<Value(ImplicitLocOpBuilder &, ValueRange)> body) {
  SmallVector<AffineMap> maps(inputs.size() + 1,
                              builder.getMultiDimIdentityMap(1));
  auto op = linalg::GenericOp::create(
      builder, init.getType(), inputs, init, maps,
      utils::IteratorType::parallel,
      [&](OpBuilder &nested, Location loc, ValueRange elements) {
        ImplicitLocOpBuilder inner(loc, nested);
        linalg::YieldOp::create(inner, body(inner, elements));
      });
  return op.getResult(0);
}

namespace {
/// Writes the kernels of a module.
class KernelWriter {
public:
  explicit KernelWriter(ModuleOp module)
      : symbols(module), builder(module.getLoc(), module.getContext()) {}

  void setPipeline(PipelineOp op) { pipeline = op; }

  void serve(ZeroOp op) {
    RankedTensorType list = getListType(op.getBuffer());
    op.setKernelAttr(getKernel(
        "pipe_zero_" + getTypeName(list), {}, list,
        /*inPlace=*/false, [&](ValueRange) {
          Value zero = arith::ConstantOp::create(
              builder, builder.getZeroAttr(list.getElementType()));
          Value empty = tensor::EmptyOp::create(builder, list.getShape(),
                                                list.getElementType());
          return linalg::FillOp::create(builder, zero, empty).getResult(0);
        }));
  }

  void serve(AddOp op) {
    RankedTensorType list = getListType(op.getInto());
    op.setKernelAttr(
        getKernel("pipe_add_" + getTypeName(list), {list, list}, list,
                  /*inPlace=*/true, [&](ValueRange args) {
                    return mapElements(
                        builder, args[1], args[0],
                        [](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
                          if (isa<FloatType>(e[1].getType()))
                            return arith::AddFOp::create(b, e[1], e[0]);
                          return arith::AddIOp::create(b, e[1], e[0]);
                        });
                  }));
  }

  void serve(DivideOp op) {
    RankedTensorType list = getListType(op.getBuffer());
    int64_t divisor = op.getDivisor();
    std::string name =
        "pipe_divide_by_" + std::to_string(divisor) + "_" + getTypeName(list);
    op.setKernelAttr(
        getKernel(name, list, list, /*inPlace=*/true, [&](ValueRange args) {
          return mapElements(builder, {}, args[0],
                             [&](ImplicitLocOpBuilder &b, ValueRange e) {
                               return divide(b, e[0], divisor);
                             });
        }));
  }

  void serve(CopyOp op) {
    RankedTensorType list = getListType(op.getInto());
    op.setKernelAttr(getKernel("pipe_copy_" + getTypeName(list), list, list,
                               /*inPlace=*/false,
                               [&](ValueRange args) { return args[0]; }));
  }

  void serve(RoundOp op) {
    RankedTensorType wide = getListType(op.getFrom());
    RankedTensorType list = getListType(op.getInto());
    std::string name =
        "pipe_round_" + getTypeName(wide) + "_to_" + getTypeName(list);
    op.setKernelAttr(
        getKernel(name, wide, list, /*inPlace=*/false, [&](ValueRange args) {
          Value empty = tensor::EmptyOp::create(builder, list.getShape(),
                                                list.getElementType());
          return mapElements(
              builder, args[0], empty,
              [&](ImplicitLocOpBuilder &b, ValueRange e) -> Value {
                return arith::TruncFOp::create(b, list.getElementType(), e[0]);
              });
        }));
  }

private:
  static Value divide(ImplicitLocOpBuilder &b, Value element, int64_t divisor) {
    Type type = element.getType();
    if (auto real = dyn_cast<FloatType>(type))
      return arith::DivFOp::create(
          b, element,
          arith::ConstantOp::create(
              b, b.getFloatAttr(real, static_cast<double>(divisor))));
    return arith::DivSIOp::create(
        b, element,
        arith::ConstantOp::create(b, b.getIntegerAttr(type, divisor)));
  }

  /// Returns the kernel called `name`, made with `body` on first use.
  FlatSymbolRefAttr getKernel(const std::string &name, TypeRange arguments,
                              RankedTensorType result, bool inPlace,
                              llvm::function_ref<Value(ValueRange)> body) {
    FlatSymbolRefAttr &kernel = kernels[name];
    if (kernel)
      return kernel;
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPoint(pipeline);
    auto function = func::FuncOp::create(
        builder, name, builder.getFunctionType(arguments, result));
    function.setPrivate();
    if (inPlace)
      function->setAttr(kInPlaceAttr, builder.getDenseI64ArrayAttr({0}));
    symbols.insert(function);
    Block *entry = function.addEntryBlock();
    builder.setInsertionPointToStart(entry);
    func::ReturnOp::create(builder, body(entry->getArguments()));
    return kernel = FlatSymbolRefAttr::get(function.getSymNameAttr());
  }

  SymbolTable symbols;
  ImplicitLocOpBuilder builder;
  PipelineOp pipeline;
  llvm::StringMap<FlatSymbolRefAttr> kernels;
};

struct OutlineSumsPass
    : public pipe::impl::OutlineSumsPassBase<OutlineSumsPass> {
  using Base::Base;

  void runOnOperation() override {
    KernelWriter writer(getOperation());
    for (PipelineOp pipeline : getOperation().getOps<PipelineOp>()) {
      writer.setPipeline(pipeline);
      pipeline.walk([&](Operation *op) {
        llvm::TypeSwitch<Operation *>(op)
            .Case<ZeroOp, AddOp, DivideOp, RoundOp, CopyOp>(
                [&](auto sum) { writer.serve(sum); });
      });
    }
  }
};
} // namespace
