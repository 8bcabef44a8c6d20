//===- PartitionTest.cpp - Random graphs, cut and computed ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModelInterpreter.h"
#include "RandomModel.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Dialect/Pipe/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace pipe_test;

namespace {
/// Writes what pipe-import would, which takes no integers for gradients: they
/// are exact here.
void writeRoles(ModuleOp module) {
  Builder builder(module.getContext());
  module->setAttr(kModeAttr, builder.getStringAttr("train"));
  module->setAttr(kGradientsAttr, builder.getStringAttr("mean"));
  auto func = *module.getOps<func::FuncOp>().begin();
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    if (!func.getArgAttr(i, kBatchAttr))
      func.setArgAttr(i, kParameterAttr, builder.getUnitAttr());
  for (unsigned i = 0; i < func.getNumResults(); ++i)
    func.setResultAttr(i, kNameAttr,
                       builder.getStringAttr("result" + std::to_string(i)));
}

/// Cuts `text`; null when there are more stages than places to cut.
OwningOpRef<ModuleOp> cut(MLIRContext &context, const std::string &text,
                          int64_t stages) {
  OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
  writeRoles(*module);
  PassManager pm(&context);
  PartitionPassOptions options;
  options.stages = stages;
  pm.addPass(createPartitionPass(options));
  std::string errors;
  ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
      errors += diagnostic.str();
    return success();
  });
  if (succeeded(pm.run(*module)))
    return module;
  EXPECT_NE(errors.find("cannot cut"), std::string::npos) << errors << text;
  return {};
}

/// Tasks take activations from lower stages, cotangents from higher ones, and
/// residuals from their own stage or what its forward task takes too.
void checkEdges(GraphOp graph) {
  for (TaskOp task : graph.getOps<TaskOp>())
    for (Value operand : task.getOperands()) {
      auto maker = operand.getDefiningOp<TaskOp>();
      if (!maker)
        continue;
      bool isForward = task.getKind() == TaskKind::Forward;
      if (isForward) {
        EXPECT_EQ(maker.getKind(), TaskKind::Forward);
        EXPECT_LT(maker.getStage(), task.getStage());
      } else if (maker.getKind() == TaskKind::Backward) {
        EXPECT_GT(maker.getStage(), task.getStage());
      } else if (maker.getStage() != task.getStage()) {
        TaskOp own = graph.getTasksByName().lookup(StringAttr::get(
            task.getContext(),
            TaskOp::makeName(TaskKind::Forward, task.getStage())));
        EXPECT_TRUE(llvm::is_contained(own.getOperands(), operand));
      }
    }
}

/// One part of a gradient a stage, by ascending stage.
void checkParts(GraphOp graph) {
  std::map<std::string, int64_t> last;
  ReturnOp results = graph.getReturn();
  for (auto [value, param] :
       llvm::zip_equal(results.getGradients(),
                       results.getParams().getAsRange<FlatSymbolRefAttr>())) {
    int64_t stage = value.getDefiningOp<TaskOp>().getStage();
    auto [it, isFirst] = last.try_emplace(param.getValue().str(), stage);
    if (!isFirst) {
      EXPECT_LT(it->second, stage);
    }
    it->second = stage;
  }
}

struct Counts {
  int64_t cut = 0, split = 0, halves = 0, handed = 0;
};

/// Splits the backwards. Nobody but the graph's return takes what W makes; the
/// costs of the halves add up to that of the whole.
void checkSplit(ModuleOp module, PipelineOp pipeline, Counts &counts) {
  std::map<int64_t, int64_t> whole;
  for (TaskOp task : pipeline.getGraph().getOps<TaskOp>())
    if (task.getKind() == TaskKind::Backward)
      whole[task.getStage()] = *task.getCost();
  PassManager pm(module.getContext());
  pm.addPass(createSplitBackwardPass());
  ScopedDiagnosticHandler quiet(module.getContext(),
                                [](Diagnostic &) { return success(); });
  ASSERT_TRUE(succeeded(pm.run(module)));
  for (TaskOp task : pipeline.getGraph().getOps<TaskOp>()) {
    if (task.getKind() == TaskKind::Forward)
      continue;
    ASSERT_NE(task.getKind(), TaskKind::Backward);
    whole[task.getStage()] -= *task.getCost();
    bool isInput = task.getKind() == TaskKind::InputGradient;
    counts.halves += isInput;
    for (Operation *user : task->getUsers()) {
      auto reader = dyn_cast<TaskOp>(user);
      if (!reader)
        continue;
      EXPECT_TRUE(isInput);
      counts.handed += reader.getStage() == task.getStage();
    }
  }
  for (auto [stage, cost] : whole)
    EXPECT_EQ(cost, 0) << "stage " << stage;
}

void checkModel(MLIRContext &context, const std::string &text, int64_t stages,
                std::mt19937 &random, Counts &counts) {
  OwningOpRef<ModuleOp> module = cut(context, text, stages);
  if (!module)
    return;
  ++counts.cut;
  auto pipeline = *module->getOps<PipelineOp>().begin();
  auto func = *module->getOps<func::FuncOp>().begin();
  SCOPED_TRACE("stages " + std::to_string(stages) + "\n" + text);
  checkEdges(pipeline.getGraph());
  checkParts(pipeline.getGraph());
  ReturnOp results = pipeline.getGraph().getReturn();
  llvm::SmallDenseSet<Attribute> params(results.getParams().begin(),
                                        results.getParams().end());
  counts.split += params.size() < results.getParams().size();
  Numbers arguments;
  for (unsigned i = 0; i < func.getNumArguments(); ++i)
    arguments[func.getArgAttrOfType<StringAttr>(i, kNameAttr).str()] = random();
  Numbers expected = runFunction(func, arguments);
  EXPECT_EQ(expected, runPipeline(pipeline, arguments));
  checkSplit(*module, pipeline, counts);
  EXPECT_EQ(expected, runPipeline(pipeline, arguments)) << "after the split";
}

TEST(Partition, ComputesWhatTheModelComputes) {
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<arith::ArithDialect, func::FuncDialect, PipeDialect>();
  std::mt19937 random(3);
  Counts counts;
  for (int trial = 0; trial < 4000; ++trial) {
    std::string text = makeRandomModel(random);
    checkModel(context, text, 1 + trial % 6, random, counts);
    if (HasFailure())
      return;
  }
  // The generator makes what the test is about.
  EXPECT_GT(counts.cut, 2000);
  EXPECT_GT(counts.split, 400);
  EXPECT_GT(counts.halves, 2000);
  EXPECT_GT(counts.handed, 400);
}
} // namespace
