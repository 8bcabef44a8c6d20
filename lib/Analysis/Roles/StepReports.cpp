//===- StepReports.cpp - Errors about steps that update -------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepReports.h"

#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

/// What helps where an argument is none that an update may read.
static constexpr StringLiteral kArgumentAdvice =
    "; return it, as it is or counted up by one, and pair it with "
    "'update=RESULT:ARGUMENT', or say with 'extra-output=NAME,...' which "
    "result is no new value";

bool StepReporter::isOwn(const ParameterUpdate &update,
                         unsigned argument) const {
  return argument == update.parameter ||
         kinds[argument] == StepArgument::Number ||
         llvm::any_of(update.states, [&](const StepState &state) {
           return state.argument == argument;
         });
}

/// "w0" and "w1" of the parameters whose updates read what `op` reads or makes.
std::string StepReporter::listReaders(Operation *op) const {
  llvm::SetVector<Value> work(op->result_begin(), op->result_end());
  for (Value read : facts.getReads(op))
    if (facts.isOfBatch(read) && !facts.isOnWayToLoss(read))
      work.insert(read);
  for (size_t i = 0; i < work.size(); ++i)
    for (Operation *user : work[i].getUsers())
      if (Operation *top = facts.body.findAncestorOpInBlock(*user))
        work.insert(top->result_begin(), top->result_end());
  SmallVector<std::string> names;
  for (const ParameterUpdate &update : updates.updates)
    if (work.contains(facts.body.getTerminator()->getOperand(update.result)))
      names.push_back(getName(update.parameter).str());
  return listNames(names);
}

LogicalResult StepReporter::reportMixing(const ParameterUpdate &update,
                                         Operation *culprit) const {
  return culprit->emitError("'")
         << culprit->getName() << "' makes one value for the updates of "
         << listReaders(culprit)
         << ", which cannot come behind the mean over the micro-batches: "
            "behind the gradient of '"
         << getName(update.parameter)
         << "' its update may read nothing else that depends on a batch, but "
            "what is computed from single numbers of other updates, such as a "
            "norm"
         << kStepAdvice;
}

LogicalResult StepReporter::reportRead(const ParameterUpdate &update,
                                       BlockArgument argument,
                                       Operation *op) const {
  unsigned i = argument.getArgNumber();
  InFlightDiagnostic diag = op->emitError("'")
                            << op->getName()
                            << "' in the update of the parameter '"
                            << getName(update.parameter) << "' reads '"
                            << getName(i) << "'";
  if (kinds[i] == StepArgument::Parameter || kinds[i] == StepArgument::State)
    return diag << ", which belongs to another update" << kStepAdvice;
  return diag << " of type " << argument.getType()
              << ", which is neither its state nor a floating-point number"
              << kArgumentAdvice;
}

LogicalResult StepReporter::reportForeign(const ParameterUpdate &update,
                                          Operation *op) const {
  llvm::SetVector<Value> work;
  for (Value read : facts.getReads(op))
    if (!facts.isOfBatch(read))
      work.insert(read);
  for (size_t i = 0; i < work.size(); ++i) {
    if (Operation *maker = work[i].getDefiningOp()) {
      ArrayRef<Value> reads = facts.getReads(maker);
      work.insert(reads.begin(), reads.end());
      continue;
    }
    auto argument = cast<BlockArgument>(work[i]);
    if (!isOwn(update, argument.getArgNumber()))
      return reportRead(update, argument, op);
  }
  return reportMixing(update, op);
}

/// What updates may read of each other.
static constexpr StringLiteral kSharedRule =
    "; what updates share may be computed from single numbers of each of them, "
    "such as the sum of its squares, and from nothing else";

LogicalResult StepReporter::reportTensor(const ParameterUpdate &update,
                                         Operation *op) const {
  return op->emitError("'")
         << op->getName() << "' makes one value for the updates of "
         << listReaders(op) << " from a tensor that belongs to '"
         << getName(update.parameter) << "'" << kSharedRule << kStepAdvice;
}

LogicalResult StepReporter::reportTensorRead(const ParameterUpdate &update,
                                             const ParameterUpdate &owner,
                                             Operation *op) const {
  return op->emitError("'")
         << op->getName() << "' in the update of the parameter '"
         << getName(update.parameter) << "' reads a tensor that belongs to '"
         << getName(owner.parameter) << "'" << kSharedRule << kStepAdvice;
}

LogicalResult StepReporter::reportSharedRead(BlockArgument argument,
                                             Operation *op) const {
  return op->emitError("'")
         << op->getName() << "' makes one value for the updates of "
         << listReaders(op) << " and reads '"
         << getName(argument.getArgNumber()) << "' of type "
         << argument.getType()
         << ", which is neither a parameter that is updated, nor its state, "
            "nor a floating-point number"
         << kArgumentAdvice;
}
