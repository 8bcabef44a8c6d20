//===- Pipe.h - The pipe dialect --------------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_PIPE_IR_PIPE_H
#define PIPE_DIALECT_PIPE_IR_PIPE_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "pipe/Dialect/Pipe/IR/PipeDialect.h.inc"
#include "pipe/Dialect/Pipe/IR/PipeEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "pipe/Dialect/Pipe/IR/PipeAttrs.h.inc"

#define GET_TYPEDEF_CLASSES
#include "pipe/Dialect/Pipe/IR/PipeTypes.h.inc"

namespace mlir::pipe {
class ChannelOp;
class GraphOp;
class ScheduleOp;
class ParamOp;
class ReturnOp;
class StepOp;
class TaskOp;
class UpdatesOp;

/// Names of the discardable attributes that `pipe-import` writes on the
/// arguments and results of the model function.
inline constexpr llvm::StringLiteral kNameAttr = "pipe.name";
inline constexpr llvm::StringLiteral kParameterAttr = "pipe.parameter";
inline constexpr llvm::StringLiteral kValueAttr = "pipe.value";
inline constexpr llvm::StringLiteral kBatchAttr = "pipe.batch";
/// On a batch argument that `pipe-run --seed` can fill.
inline constexpr llvm::StringLiteral kSeedAttr = "pipe.seed";
inline constexpr llvm::StringLiteral kLossAttr = "pipe.loss";
inline constexpr llvm::StringLiteral kGradientAttr = "pipe.gradient";
inline constexpr llvm::StringLiteral kOutputAttr = "pipe.output";
/// On a result: the argument whose new value it is, as an optimizer computes
/// it.
inline constexpr llvm::StringLiteral kNewValueAttr = "pipe.new_value";
/// On a parameter, or on the model function for all with a gradient: the
/// function that computes its new value.
inline constexpr llvm::StringLiteral kUpdateAttr = "pipe.update";
/// On an argument of such a function: what the optimizer calls the state, and
/// what the caller calls the number; the latter also on a parameter of the
/// model function.
inline constexpr llvm::StringLiteral kStateAttr = "pipe.state";
inline constexpr llvm::StringLiteral kHyperAttr = "pipe.hyper";
/// The role of the number that a model function multiplies its loss by.
inline constexpr llvm::StringLiteral kLossScaleRole = "loss_scale";
/// On a parameter with `pipe.update`: the function that computes what it
/// contributes to the values that updates share; a list where there are several
/// of `kSharedAttr`, one for each.
inline constexpr llvm::StringLiteral kTermsAttr = "pipe.terms";
/// On the model function: the function that computes these from all terms; or a
/// list, in which each may read what those before it return. On an argument of
/// an update: the number of the result that it is, counted over all.
inline constexpr llvm::StringLiteral kSharedAttr = "pipe.shared";
/// On a result of such a function: the step says it to the caller, under this
/// name.
inline constexpr llvm::StringLiteral kReportAttr = "pipe.report";
/// On the module: the names of the arguments that were the number of the step.
inline constexpr llvm::StringLiteral kStepCountersAttr = "pipe.step_counters";
/// On the module: how many values updates share, how many updates read any, and
/// of how many terms they are made.
inline constexpr llvm::StringLiteral kStepSharedAttr = "pipe.step_shared";
/// On an argument that `pipe-partition` makes for a slice of a parameter: the
/// parameter's name, its type, and the dimension and place of the slice.
inline constexpr llvm::StringLiteral kPartOfAttr = "pipe.part_of";
inline constexpr llvm::StringLiteral kPartWholeAttr = "pipe.part_whole";
inline constexpr llvm::StringLiteral kPartPlaceAttr = "pipe.part_place";
/// On the argument whose slices have arguments of their own.
inline constexpr llvm::StringLiteral kSplitAttr = "pipe.split";
/// On the module: "train" or "infer".
inline constexpr llvm::StringLiteral kModeAttr = "pipe.mode";
/// On the module: "mean" or "sum".
inline constexpr llvm::StringLiteral kGradientsAttr = "pipe.gradients";
/// On the module: what told which result is the gradient of which parameter.
inline constexpr llvm::StringLiteral kGradientsKnownByAttr =
    "pipe.gradients_known_by";
/// On the module: names of the dialects whose unregistered ops are pure.
inline constexpr llvm::StringLiteral kPureDialectsAttr = "pipe.pure_dialects";
/// On the module: what its kernels are made for, a KernelTargetAttr.
inline constexpr llvm::StringLiteral kKernelTargetAttr = "pipe.kernel_target";
/// On a kernel: indices of the results that are added to their destination.
inline constexpr llvm::StringLiteral kAccumulateAttr = "pipe.accumulate";
/// On a kernel: for each result the argument whose memory it takes the place
/// of.
inline constexpr llvm::StringLiteral kInPlaceAttr = "pipe.in_place";
/// On a lowered kernel: bytes of scratch memory it needs.
inline constexpr llvm::StringLiteral kWorkspaceAttr = "pipe.workspace_bytes";

/// Bytes of one element as a kernel stores it: an integer of up to 64 bits
/// takes 1, 2, 4 or 8, an index 8. std::nullopt for types without a byte size.
std::optional<int64_t> getElementBytes(Type type);

/// Bytes of a statically shaped tensor; std::nullopt when the element has no
/// byte size or the product overflows.
std::optional<int64_t> getTensorBytes(RankedTensorType type);

/// The type in which values of `type` are added up over the micro-batches: f32
/// elements for f16 and bf16, the same type for all others.
RankedTensorType getSumType(RankedTensorType type);

/// Returns what the kernels of the module around `op`, or of the module `op`,
/// are made for; null if it does not say.
KernelTargetAttr getKernelTarget(Operation *op);

/// A number in a program: `constant` plus `coefficients[i]` times the i-th
/// coordinate of its op.
struct LinearNumber {
  int64_t constant = 0;
  SmallVector<int64_t, 2> coefficients;
};

/// Returns what `map`, of one result, says of a number; std::nullopt if it is
/// not linear or a coefficient does not fit 64 bits.
std::optional<LinearNumber> getLinearNumber(AffineMap map);
} // namespace mlir::pipe

namespace mlir::pipe {
/// The segment of a rank's memory that buffers of `kind` lie in.
SegmentKind getSegmentKind(BufferKind kind);

/// The type of a `pipe.param`, `pipe.state` or `pipe.hyper`; null for others.
RankedTensorType getVariableType(Operation *op);
} // namespace mlir::pipe

#define GET_OP_CLASSES
#include "pipe/Dialect/Pipe/IR/PipeOps.h.inc"

#endif // PIPE_DIALECT_PIPE_IR_PIPE_H
