//===- CheckKernels.cpp - Ops of kernels that cannot be lowered -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Kernels/Kernels.h"
#include "pipe/Codegen/Kernels/Passes.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_CHECKKERNELSPASS
#include "pipe/Codegen/Kernels/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

static bool isRandom(Operation *op) {
  static constexpr StringLiteral words[] = {"rng", "random", "rand",
                                            "bernoulli", "dropout"};
  StringRef name = op->getName().stripDialect();
  return llvm::any_of(
      words, [&](StringRef word) { return name.contains_insensitive(word); });
}

static bool isSupported(Operation *op) {
  if (isa<func::ReturnOp, scf::ForOp, scf::IfOp, scf::IndexSwitchOp,
          scf::WhileOp, scf::ConditionOp, scf::YieldOp,
          pipert::CheckAssertionOp>(op))
    return true;
  if (isa<linalg::LinalgOp, linalg::IndexOp, linalg::YieldOp,
          linalg::AggregatedOpInterface>(op))
    return !isRandom(op);
  if (isa<tensor::CastOp, tensor::CollapseShapeOp, tensor::ConcatOp,
          tensor::DimOp, tensor::EmptyOp, tensor::ExpandShapeOp,
          tensor::ExtractOp, tensor::ExtractSliceOp, tensor::FromElementsOp,
          tensor::GatherOp, tensor::GenerateOp, tensor::InsertOp,
          tensor::InsertSliceOp, tensor::PadOp, tensor::ScatterOp,
          tensor::SplatOp, tensor::YieldOp>(op))
    return true;
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect>(
      op->getDialect());
}

/// Returns what is wrong with `type` as the type of a value in a kernel; empty
/// if nothing is.
static StringRef findFault(Type type) {
  auto integer = dyn_cast<IntegerType>(getElementTypeOrSelf(type));
  if (integer && integer.getWidth() > 64)
    return "integers of more than 64 bits";
  if (integer && !integer.isSignless())
    return "integers with a sign of their own";
  auto tensor = dyn_cast<TensorType>(type);
  if (!tensor)
    return isa<IntegerType, FloatType, IndexType>(type)
               ? ""
               : "a type without code generation";
  if (!tensor.hasStaticShape())
    return "a dynamic shape";
  if (!getElementBytes(tensor.getElementType()))
    return "an element type without code generation";
  return "";
}

/// Returns what is wrong with how `op` walks a tensor; empty if nothing is.
static StringRef findWalkFault(Operation *op) {
  if (auto pad = dyn_cast<tensor::PadOp>(op);
      pad && (!pad.getLow().empty() || !pad.getHigh().empty()))
    return "a padding that is only known at run time";
  auto slice = dyn_cast<OffsetSizeAndStrideOpInterface>(op);
  if (!slice)
    return "";
  if (llvm::any_of(slice.getStaticStrides(), ShapedType::isDynamic))
    return "a stride that is only known at run time";
  if (llvm::any_of(slice.getStaticStrides(),
                   [](int64_t stride) { return stride < 1; }))
    return "a stride below 1";
  return "";
}

/// Returns what is wrong with `op`; empty if it can be lowered.
static std::string findFault(Operation *op) {
  if (isRandom(op) && !isSupported(op))
    return "random numbers cannot be run yet";
  if (!isSupported(op))
    return "it takes arith, math, linalg, tensor and scf";
  for (Type type :
       llvm::concat<const Type>(op->getOperandTypes(), op->getResultTypes()))
    if (StringRef fault = findFault(type); !fault.empty())
      return llvm::formatv("'{0}' has {1}", type, fault);
  if (StringRef fault = findWalkFault(op); !fault.empty())
    return llvm::formatv("it has {0}", fault);
  return "";
}

/// Returns what is wrong with the function itself; empty if it can be a kernel.
static std::string findFault(func::FuncOp func) {
  if (!func.getBody().hasOneBlock())
    return llvm::formatv("it has {0} blocks",
                         func.getBody().getBlocks().size());
  for (Type type : llvm::concat<const Type>(func.getArgumentTypes(),
                                            func.getResultTypes())) {
    StringRef fault =
        isa<RankedTensorType>(type) ? findFault(type) : "no memory of its own";
    if (!fault.empty())
      return llvm::formatv("'{0}' has {1}", type, fault);
  }
  return "";
}

namespace {
/// One error for a module: the first fault, and a note for each other op by
/// name, so that a user learns at once of all that has to be replaced.
class FaultReport {
public:
  void add(Operation *op, StringRef kind, StringRef name, StringRef fault) {
    if (!error) {
      error.emplace(op->emitError());
      *error << kind << " '" << name << "' " << sayNoCode(op) << "; " << fault;
      noted.insert(name);
      return;
    }
    if (!noted.insert(name).second || noted.size() > numNotes + 1)
      return;
    error->attachNote(op->getLoc())
        << kind << " '" << name << "' has none either; " << fault;
  }

  /// Emits what was found; returns whether there was something.
  bool finish() {
    if (noted.size() > numNotes + 1)
      error->attachNote() << "nor do " << noted.size() - numNotes - 1
                          << " more ops of other names";
    return error.has_value();
  }

private:
  static constexpr size_t numNotes = 8;
  std::optional<InFlightDiagnostic> error;
  llvm::StringSet<> noted;
};

struct CheckKernelsPass
    : public pipe::impl::CheckKernelsPassBase<CheckKernelsPass> {
  using Base::Base;

  void runOnOperation() override {
    FaultReport report;
    for (auto func : getOperation().getOps<func::FuncOp>()) {
      if (func.isExternal())
        continue;
      if (std::string fault = findFault(func); !fault.empty()) {
        report.add(func, "function", func.getSymName(), fault);
        continue;
      }
      func.getBody().walk([&](Operation *op) {
        if (std::string fault = findFault(op); !fault.empty())
          report.add(op, "op", op->getName().getStringRef(), fault);
      });
    }
    if (report.finish())
      signalPassFailure();
  }
};
} // namespace
