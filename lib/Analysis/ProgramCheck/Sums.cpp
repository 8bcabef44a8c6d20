//===- Sums.cpp - What gradient accumulators hold -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Values.h"

#include <algorithm>

using namespace mlir::pipe::check;

static std::string quoteCount(int64_t count, int64_t of) {
  return std::to_string(count) + " of " + std::to_string(of) + " micro-batches";
}

ValueTracker::Term &ValueTracker::Sum::getTerm(int32_t value) {
  auto it = std::find_if(terms.begin(), terms.end(),
                         [&](const Term &term) { return term.value == value; });
  if (it != terms.end())
    return *it;
  terms.push_back({value, {}});
  return terms.back();
}

void ValueTracker::accumulate(int32_t buffer, int32_t value) {
  Sum &sum = sums[rank][buffer];
  if (!sum.divisors.empty())
    report(ViolationKind::Gradient, "adds to a gradient after its division");
  if (!sum.reductions.empty())
    report(ViolationKind::Gradient,
           "adds to a gradient after its reduction over replicas");
  BatchSet &batches = sum.getTerm(value).batches;
  if (batch < batches.getLast())
    state.result.facts.sumsInMicroBatchOrder = false;
  if (!batches.contains(batch)) // A task that runs twice was reported.
    batches.insert(batch);
}

void ValueTracker::addSums(const ProgramAction &action) {
  const ProgramBuffer &buffer =
      state.model.programs[rank].buffers[action.buffer];
  Sum from = sums[rank][action.buffer];
  if (buffer.role == BufferRole::Received) {
    const Content &content = slots[rank][state.slots[rank].base[action.buffer]];
    if (content.value != kSum) {
      report(ViolationKind::Gradient,
             "adds " + describe(content) + ", which is no sum of gradients");
      return;
    }
    from = sentSums[content.batch];
  }
  Sum &into = sums[rank][action.into];
  int32_t parameter = state.model.programs[rank].buffers[action.into].subject;
  if (!from.divisors.empty() || !into.divisors.empty())
    report(ViolationKind::Gradient, "adds gradients after a division");
  if (!from.reductions.empty() || !into.reductions.empty())
    report(ViolationKind::Gradient,
           "adds gradients after a reduction over replicas");
  if (from.terms.empty())
    report(ViolationKind::Gradient, "adds an empty sum");
  for (const Term &term : from.terms) {
    const GraphValue &value = state.model.values[term.value];
    if (value.gradientOf != parameter)
      report(ViolationKind::Gradient,
             "adds " + value.name + ", a gradient of another parameter");
    BatchSet &batches = into.getTerm(term.value).batches;
    // Copies of the model have added up a part each.
    if (batches.size() != 0)
      state.result.facts.sumsInMicroBatchOrder = false;
    if (std::optional<int32_t> twice = batches.insertAll(term.batches))
      report(ViolationKind::Gradient, "adds " + value.name +
                                          " of micro-batch " +
                                          std::to_string(*twice) + " again");
  }
}

void ValueTracker::divide(const ProgramAction &action) {
  Sum &sum = sums[rank][action.buffer];
  if (action.divisor != 1)
    sum.divisors.push_back(action.divisor);
}

void ValueTracker::round(const ProgramAction &action) {
  Sum sum = sums[rank][action.buffer];
  sum.isRounded = true;
  sums[rank][action.into] = std::move(sum);
}

void ValueTracker::reduce(const ProgramAction &action) {
  Sum &sum = sums[rank][action.buffer];
  if (sum.terms.empty())
    report(ViolationKind::Gradient, "reduces an empty sum");
  sum.reductions.push_back(action.isMean);
}

std::string ValueTracker::findReductionFault(const Sum &sum) const {
  if (sum.reductions.empty())
    return isReduced ? " not added up over replicas, as others are" : "";
  if (sum.reductions.size() > 1)
    return " added up over replicas " + std::to_string(sum.reductions.size()) +
           " times";
  if (sum.reductions.front() == state.model.isMean)
    return "";
  return state.model.isMean
             ? " summed over replicas, but the graph means the mean"
             : " averaged over replicas, but the graph means the sum";
}

std::vector<std::string> ValueTracker::findFaults(int32_t rank, int32_t buffer,
                                                  int64_t group) const {
  const ProgramBuffer &gradient = state.model.programs[rank].buffers[buffer];
  const Sum &sum = sums[rank][buffer];
  std::vector<std::string> faults;
  int64_t begin = state.model.getGroupBegin(group);
  int64_t batches = state.model.getGroupEnd(group) - begin;
  for (int32_t v : partialsOf[gradient.subject]) {
    int64_t count = 0;
    bool isOther = false;
    for (const Term &term : sum.terms)
      if (term.value == v) {
        count += term.batches.size();
        isOther |= !term.batches.isRange(begin, begin + batches);
      }
    if (count == batches && isOther)
      faults.push_back(" holding other micro-batches than those of group " +
                       std::to_string(group) + " of " +
                       state.model.values[v].name);
    if (count != batches)
      faults.push_back(" holding " + quoteCount(count, batches) + " of " +
                       state.model.values[v].name);
  }
  const GraphValue &parameter = state.model.values[gradient.subject];
  if (!sum.isRounded && parameter.sumType != parameter.type)
    faults.push_back(" never rounded to the type of " + parameter.name);
  if (std::string fault = findReductionFault(sum); !fault.empty())
    faults.push_back(fault);
  std::vector<int64_t> expected;
  if (state.model.isMean && batches > 1)
    expected.push_back(batches);
  if (sum.divisors == expected)
    return faults;
  std::string text = sum.divisors.empty() ? " undivided" : " divided by ";
  for (size_t i = 0; i < sum.divisors.size(); ++i)
    text += (i ? " and by " : "") + std::to_string(sum.divisors[i]);
  faults.push_back(text + ", but the graph means the " +
                   (state.model.isMean ? "mean" : "sum") + " over " +
                   std::to_string(batches) + " micro-batches");
  return faults;
}

void ValueTracker::checkGradient(int32_t rank, int32_t buffer) {
  const ProgramBuffer &gradient = state.model.programs[rank].buffers[buffer];
  int64_t last = state.model.getNumUpdates() - 1;
  for (const std::string &fault : findFaults(rank, buffer, last))
    state.report(ViolationKind::Gradient, rank, -1,
                 "rank " + std::to_string(rank) + " ends with the " +
                     gradient.name + fault);
}
