//===- TestPartitionPlan.cpp - Print how a model is cut -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Partition.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Prints the plan of `pipe-partition`, and leaves the module as it is.
struct TestPartitionPlanPass
    : public PassWrapper<TestPartitionPlanPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(TestPartitionPlanPass)

  TestPartitionPlanPass() = default;
  TestPartitionPlanPass(const TestPartitionPlanPass &other)
      : PassWrapper(other) {}

  StringRef getArgument() const final { return "pipe-test-partition-plan"; }
  StringRef getDescription() const final {
    return "Print which op pipe-partition puts where and why, and what crosses";
  }
  void getDependentDialects(DialectRegistry &registry) const override {
    registry.insert<arith::ArithDialect, linalg::LinalgDialect, PipeDialect,
                    tensor::TensorDialect>();
  }

  void runOnOperation() override {
    FailureOr<func::FuncOp> func =
        findImportedFunction(getOperation(), getArgument());
    if (failed(func))
      return signalPassFailure();
    OwningOpRef<func::FuncOp> copy = func->clone();
    CutRequest request{
        stages, SmallVector<std::string>(cutAfter.begin(), cutAfter.end())};
    FailureOr<PartitionedModel> model = partitionModel(*func, *copy, request);
    if (failed(model))
      return signalPassFailure();
    print(model->plan, model->graph, llvm::outs());
  }

  Option<int64_t> stages{*this, "stages",
                         llvm::cl::desc("Number of stages, at least 1."),
                         llvm::cl::init(1)};
  ListOption<std::string> cutAfter{
      *this, "cut-after",
      llvm::cl::desc("Names of the last op of each stage but the last.")};
};
} // namespace

namespace mlir::pipe::test {
void registerTestPartitionPlanPass() {
  PassRegistration<TestPartitionPlanPass>();
}
} // namespace mlir::pipe::test
