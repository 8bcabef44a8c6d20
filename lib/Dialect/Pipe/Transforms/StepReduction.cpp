//===- StepReduction.cpp - Values of all parameters -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepReduction.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

#include <map>

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Writes the tasks of one reduction. Scalars go from rank to rank in one
/// tensor a stage and type.
class ReductionWriter {
public:
  ReductionWriter(StepBuilder &builder, const StepReduction &reduction)
      : builder(builder), reduction(reduction), places(reduction.terms.size()) {
  }

  ValueRange write() {
    std::map<int64_t, SmallVector<size_t>> termsOf;
    for (auto [i, terms] : llvm::enumerate(reduction.terms))
      termsOf[terms.stage].push_back(i);
    for (const auto &[stage, terms] : termsOf)
      addTermsTask(stage, terms);
    OpBuilder::InsertionGuard guard(builder);
    size_t numPacked = packed.size();
    llvm::append_range(packed, reduction.operands);
    TaskOp task = builder.addTask(
        reduction.name, termsOf.empty() ? 0 : termsOf.begin()->first, packed,
        reduction.variables, reduction.results);
    ValueRange arguments = task.getBody().getArguments();
    SmallVector<Value> scalars;
    for (const SmallVector<Place> &ofTerms : places)
      for (const Place &place : ofTerms)
        scalars.push_back(tensor::ExtractOp::create(
            builder, arguments[place.operand],
            arith::ConstantIndexOp::create(builder, place.index).getResult()));
    YieldOp::create(builder,
                    reduction.build(scalars, arguments.drop_front(numPacked)));
    return task.getResults();
  }

private:
  /// Where a scalar lies: in which operand of the task of all.
  struct Place {
    size_t operand;
    int64_t index;
  };
  /// Scalar number `second` of terms number `first`.
  using Scalar = std::pair<size_t, size_t>;

  void addTermsTask(int64_t stage, ArrayRef<size_t> numbers) {
    llvm::SetVector<Value> operands;
    llvm::SetVector<Attribute> variables;
    llvm::MapVector<Type, SmallVector<Scalar>> ofType;
    for (size_t number : numbers) {
      const StepTerms &terms = reduction.terms[number];
      operands.insert(terms.operands.begin(), terms.operands.end());
      variables.insert(terms.variables.begin(), terms.variables.end());
      for (auto [i, type] : llvm::enumerate(terms.scalars))
        ofType[type].push_back({number, i});
    }
    SmallVector<Type> types;
    for (const auto &[type, scalars] : ofType) {
      for (auto [index, scalar] : llvm::enumerate(scalars)) {
        places[scalar.first].resize(
            reduction.terms[scalar.first].scalars.size());
        places[scalar.first][scalar.second] = {packed.size() + types.size(),
                                               static_cast<int64_t>(index)};
      }
      types.push_back(
          RankedTensorType::get({static_cast<int64_t>(scalars.size())}, type));
    }
    OpBuilder::InsertionGuard guard(builder);
    TaskOp task =
        builder.addTask((reduction.termsName + "_" + Twine(stage)).str(), stage,
                        operands.getArrayRef(), variables.getArrayRef(), types);
    std::map<size_t, SmallVector<Value>> built = buildTerms(
        task, numbers, operands.getArrayRef(), variables.getArrayRef());
    SmallVector<Value> results;
    for (const auto &[type, scalars] : ofType) {
      SmallVector<Value> elements;
      for (Scalar scalar : scalars)
        elements.push_back(built[scalar.first][scalar.second]);
      results.push_back(tensor::FromElementsOp::create(builder, elements));
    }
    YieldOp::create(builder, results);
    llvm::append_range(packed, task.getResults());
  }

  /// Builds the scalars of each of the terms in the body of `task`, which reads
  /// `operands` and `variables`.
  std::map<size_t, SmallVector<Value>>
  buildTerms(TaskOp task, ArrayRef<size_t> numbers, ArrayRef<Value> operands,
             ArrayRef<Attribute> variables) {
    ValueRange values = task.getBody().getArguments();
    llvm::DenseMap<Value, Value> ofOperand;
    llvm::DenseMap<Attribute, Value> ofVariable;
    for (auto [operand, value] :
         llvm::zip_equal(operands, values.take_front(operands.size())))
      ofOperand[operand] = value;
    for (auto [variable, value] :
         llvm::zip_equal(variables, values.drop_front(operands.size())))
      ofVariable[variable] = value;
    std::map<size_t, SmallVector<Value>> built;
    for (size_t number : numbers) {
      const StepTerms &terms = reduction.terms[number];
      SmallVector<Value> arguments;
      for (Value operand : terms.operands)
        arguments.push_back(ofOperand.at(operand));
      for (Attribute variable : terms.variables)
        arguments.push_back(ofVariable.at(variable));
      built[number] = reduction.buildTerms(number, arguments);
    }
    return built;
  }

  StepBuilder &builder;
  const StepReduction &reduction;
  /// Of each of the terms, where its scalars lie.
  SmallVector<SmallVector<Place>> places;
  SmallVector<Value> packed; ///< Results of the tasks of stages.
};
} // namespace

ValueRange mlir::pipe::addStepReduction(StepBuilder &builder,
                                        const StepReduction &reduction) {
  return ReductionWriter(builder, reduction).write();
}
