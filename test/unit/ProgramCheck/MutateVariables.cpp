//===- MutateVariables.cpp - Random changes of what variables are ---------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Mutate.h"
#include "RandomChange.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

namespace {
class Mutator : RandomChange {
public:
  Mutator(PipelineOp pipeline, std::mt19937_64 &random)
      : RandomChange(pipeline, random), step(pipeline.getStep()),
        tasks(collectTasksOfStep()), runs(collectRuns(true)) {}

  std::string mutate() {
    using Change = std::string (Mutator::*)();
    static constexpr Change changes[] = {
        &Mutator::secondHolder, &Mutator::secondBuffer, &Mutator::rename,
        &Mutator::updates,      &Mutator::updates,      &Mutator::gradients,
        &Mutator::otherSum,     &Mutator::copyHere,     &Mutator::fork};
    return runs.empty() ? "" : (this->*changes[draw(std::size(changes))])();
  }

private:
  /// A rank holds a variable, or one more.
  std::string secondHolder() {
    BufferOp buffer = pick(buffers);
    if (buffer.getKind() != BufferKind::State &&
        buffer.getKind() != BufferKind::Parameter &&
        buffer.getKind() != BufferKind::Hyper)
      return "";
    std::vector<ProgramOp> programs;
    for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
      programs.push_back(program);
    builder.setInsertionPointToStart(&pick(programs).getBody().front());
    builder.clone(*buffer);
    return "hold a " + stringifyBufferKind(buffer.getKind()).str() + " again";
  }

  /// One use of a variable has a buffer of its own.
  std::string secondBuffer() {
    RunOp run = pick(runs);
    OpOperand &operand = run->getOpOperand(draw(run->getNumOperands()));
    auto buffer = operand.get().getDefiningOp<BufferOp>();
    if (!buffer)
      return "";
    builder.setInsertionPoint(buffer);
    operand.set(builder.clone(*buffer)->getResult(0));
    return "use a buffer of its own";
  }

  std::string rename() {
    BufferOp buffer = pick(buffers), other = pick(buffers);
    if (!buffer.getName() || !other.getName() ||
        buffer.getName() == other.getName() ||
        buffer.getType() != other.getType())
      return "";
    if (draw(3))
      buffer.setName(*other.getName());
    else
      buffer.setKind(other.getKind());
    return "rename a variable";
  }

  /// A task reads a gradient from another buffer that has the same terms.
  std::string otherSum() {
    RunOp run = pick(runs);
    for (OpOperand &operand : run.getInsMutable()) {
      auto sum = operand.get().getDefiningOp<BufferOp>();
      if (sum.getKind() != BufferKind::Gradient)
        continue;
      builder.setInsertionPointAfter(sum);
      auto other = cast<BufferOp>(builder.clone(*sum));
      other.setResult(false);
      DivideOp divide;
      for (Operation *user : sum->getUsers())
        if (isa<DivideOp>(user))
          divide = cast<DivideOp>(user);
      builder.setInsertionPoint(divide ? divide.getOperation()
                                       : run.getOperation());
      ZeroOp::create(builder, run.getLoc(), other, FlatSymbolRefAttr());
      AddOp::create(builder, run.getLoc(), sum, other, FlatSymbolRefAttr());
      IRMapping mapping;
      mapping.map(sum.getBuffer(), other.getBuffer());
      if (divide)
        builder.clone(*divide, mapping);
      operand.set(other);
      return "read another sum";
    }
    return "";
  }

  /// The rank of an update holds the parameter twice, and copies the new value.
  std::string copyHere() {
    RunOp run = pick(runs);
    if (run.getOuts().empty())
      return "";
    auto held =
        run.getOuts()[draw(run.getOuts().size())].getDefiningOp<BufferOp>();
    if (held.getKind() == BufferKind::Local)
      return "";
    builder.setInsertionPointAfter(held);
    auto other = cast<BufferOp>(builder.clone(*held));
    builder.setInsertionPointAfter(run);
    AffineMap first = builder.getConstantAffineMap(0);
    CopyOp::create(builder, run.getLoc(), held, ValueRange(), first, other,
                   ValueRange(), first, FlatSymbolRefAttr());
    return "copy within a rank";
  }

  /// The graph gives two variables each other's values, or one none.
  std::string updates() {
    UpdatesOp op = step.getUpdates();
    SmallVector<Value> values(op.getValues());
    SmallVector<Attribute> variables(op.getVariables().getValue());
    if (values.empty())
      return "";
    size_t a = draw(values.size()), b = draw(values.size());
    if (a != b) {
      std::swap(variables[a], variables[b]);
    } else {
      values.erase(values.begin() + a);
      variables.erase(variables.begin() + a);
    }
    op.getValuesMutable().assign(values);
    op.setVariablesAttr(builder.getArrayAttr(variables));
    return a != b ? "swap variables" : "drop an update";
  }

  /// The graph reads other gradients.
  std::string gradients() {
    SmallVector<Attribute> params(step.getParams().getValue());
    if (params.size() < 2)
      return "";
    std::swap(params[draw(params.size())], params[draw(params.size())]);
    step.setParamsAttr(builder.getArrayAttr(params));
    return "swap gradients";
  }

  /// A task reads another variable of this type.
  std::string fork() {
    TaskOp task = pick(tasks);
    SmallVector<Attribute> read(task.getParams().getValue());
    if (read.empty())
      return "";
    TaskOp from = pick(tasks);
    if (from.getParams().empty())
      return "";
    read[draw(read.size())] = from.getParams()[draw(from.getParams().size())];
    SmallVector<Type> before = task.getParamTypes();
    task.setParamsAttr(builder.getArrayAttr(read));
    return task.getParamTypes() == before ? "other variable of a task" : "";
  }

  StepOp step;
  std::vector<TaskOp> tasks;
  std::vector<RunOp> runs; ///< Of the step.
};
} // namespace

std::string mlir::pipe::test::mutateVariables(PipelineOp pipeline,
                                              std::mt19937_64 &random) {
  return Mutator(pipeline, random).mutate();
}
