//===- StepGroups.cpp - Which values belong to which update ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepGroups.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::pipe;

unsigned StepGroups::find(unsigned element) {
  while (parents[element] != element)
    element = parents[element] = parents[parents[element]];
  return element;
}

/// The first state that the new values of both arguments are computed from.
std::optional<unsigned> StepGroups::findCommonState(unsigned a,
                                                    unsigned b) const {
  auto findStates = [&](unsigned argument) {
    llvm::SetVector<Value> work;
    work.insert(getResult(resultOf.lookup(argument)));
    llvm::BitVector states(kinds.size());
    for (size_t i = 0; i < work.size(); ++i) {
      if (auto read = dyn_cast<BlockArgument>(work[i])) {
        if (kinds[read.getArgNumber()] == StepArgument::State)
          states.set(read.getArgNumber());
        continue;
      }
      ArrayRef<Value> reads = facts.getReads(work[i].getDefiningOp());
      work.insert(reads.begin(), reads.end());
    }
    return states;
  };
  llvm::BitVector common = findStates(a);
  common &= findStates(b);
  int first = common.find_first();
  return first < 0 ? std::nullopt : std::optional<unsigned>(first);
}

/// Arguments `a` and `b` are computed together, by `op`.
LogicalResult StepGroups::join(unsigned a, unsigned b, Operation *op,
                               StringRef advice) {
  a = find(a);
  b = find(b);
  if (a == b)
    return success();
  auto ofA = parameterOf.find(a), ofB = parameterOf.find(b);
  if (ofB == parameterOf.end()) {
    parents[b] = a;
    return success();
  }
  if (ofA == parameterOf.end()) {
    parents[a] = b;
    return success();
  }
  InFlightDiagnostic diagnostic = op->emitError("'");
  diagnostic << op->getName() << "' mixes the updates of the parameters '"
             << pairs.argumentNames[ofA->second] << "' and '"
             << pairs.argumentNames[ofB->second]
             << "', which are computed apart, each with its gradient";
  if (std::optional<unsigned> state = findCommonState(ofA->second, ofB->second))
    diagnostic << "; both read the state '" << pairs.argumentNames[*state]
               << "', but a state is of one parameter";
  return diagnostic << advice;
}

/// True when `op` makes something of single numbers that are computed with
/// different arguments, or of what others have made so.
bool StepGroups::readsScalars(Operation *op,
                              const llvm::DenseMap<Value, unsigned> &elementOf,
                              const llvm::DenseSet<Value> &mixed) {
  std::optional<unsigned> first;
  bool isMixing = false;
  for (Value read : facts.getReads(op)) {
    if (mixed.contains(read)) {
      isMixing = true;
      continue;
    }
    auto it = elementOf.find(read);
    if (it == elementOf.end())
      continue;
    if (!read.getDefiningOp() || !isSingleNumber(read))
      return false;
    unsigned root = find(it->second);
    isMixing |= first && *first != root;
    first = root;
  }
  return isMixing;
}

/// The ops that new values are computed by.
llvm::DenseSet<Operation *> StepGroups::findMakers() const {
  llvm::SetVector<Value> work;
  for (auto [i, kind] : llvm::enumerate(kinds))
    if (kind == StepArgument::State || kind == StepArgument::Parameter)
      work.insert(getResult(resultOf.lookup(i)));
  llvm::DenseSet<Operation *> makers;
  for (size_t i = 0; i < work.size(); ++i)
    if (Operation *op = work[i].getDefiningOp();
        op && makers.insert(op).second) {
      ArrayRef<Value> reads = facts.getReads(op);
      work.insert(reads.begin(), reads.end());
    }
  return makers;
}

/// Joins each parameter with the states that are computed with it. A value
/// belongs to the states that it is computed from, and to the parameter whose
/// new value it is, or is computed from.
LogicalResult StepGroups::joinAll(StringRef advice) {
  parents.resize(kinds.size());
  for (unsigned i = 0; i < parents.size(); ++i)
    parents[i] = i;
  for (const ParameterUpdate &update : updates.updates)
    parameterOf[update.parameter] = update.parameter;
  llvm::DenseMap<Value, SmallVector<unsigned>> newValues;
  llvm::DenseMap<Value, unsigned> argumentOf;
  for (auto [i, kind] : llvm::enumerate(kinds)) {
    if (kind == StepArgument::State)
      argumentOf[facts.body.getArgument(i)] = i;
    if (kind == StepArgument::State || kind == StepArgument::Parameter)
      newValues[getResult(resultOf.lookup(i))].push_back(i);
  }
  llvm::DenseSet<Value> mixed;
  llvm::DenseSet<Operation *> makers = findMakers();
  for (Operation &op : facts.body.without_terminator()) {
    // What only other results are computed from mixes no updates.
    if (!makers.contains(&op))
      continue;
    std::optional<unsigned> first;
    bool isShared = mayShare && readsScalars(&op, argumentOf, mixed);
    if (isShared)
      mixed.insert(op.result_begin(), op.result_end());
    auto add = [&](unsigned element, std::optional<unsigned> &known) {
      if (known && failed(join(*known, element, &op, advice)))
        return failure();
      known = known ? known : element;
      return success();
    };
    for (Value read : facts.getReads(&op))
      if (auto it = argumentOf.find(read);
          !isShared && it != argumentOf.end() && failed(add(it->second, first)))
        return failure();
    for (Value result : op.getResults()) {
      std::optional<unsigned> known = first;
      for (unsigned element : newValues.lookup(result))
        if (failed(add(element, known)))
          return failure();
      if (known)
        argumentOf[result] = *known;
    }
  }
  return success();
}

/// The number of the keys at the end that two paths share.
static size_t countShared(const TreePath &a, const TreePath &b) {
  size_t count = 0;
  while (count < a.size() && count < b.size() &&
         a.end()[-1 - count] == b.end()[-1 - count])
    ++count;
  return count;
}

/// Text that equal lists of keys share.
static std::string joinKeys(ArrayRef<std::string> keys) {
  std::string text;
  for (const std::string &key : keys)
    text += key + '\x1f';
  return text;
}

void StepGroups::indexNames() {
  for (auto [group, update] : llvm::enumerate(updates.updates)) {
    groupOf[update.parameter] = group;
    ArrayRef<std::string> path = paths[update.parameter] =
        parseTreePath(getName(update.parameter));
    for (; !path.empty(); path = path.drop_front())
      byEnd.try_emplace(joinKeys(path), Owner::none())
          .first->second.join(Owner::of(group));
  }
}

/// The parameter whose name ends as the state's does, as far as one alone does.
std::optional<unsigned> StepGroups::findByName(unsigned state) const {
  TreePath path = parseTreePath(getName(state));
  for (ArrayRef<std::string> end = path; !end.empty(); end = end.drop_front())
    if (auto it = byEnd.find(joinKeys(end)); it != byEnd.end())
      return it->second.getGroup();
  return std::nullopt;
}

LogicalResult StepGroups::addState(unsigned state, StringRef advice) {
  auto emitError = [&] { return mlir::emitError(facts.getLoc()); };
  auto it = parameterOf.find(find(state));
  std::optional<unsigned> group =
      it == parameterOf.end() ? findByName(state) : groupOf.lookup(it->second);
  StringRef result = pairs.resultNames[resultOf.lookup(state)];
  auto getType = [&](unsigned i) {
    return cast<RankedTensorType>(facts.body.getArgument(i).getType());
  };
  if (!group)
    return emitError() << "the step changes '" << getName(state) << "' of type "
                       << getType(state)
                       << ", but the update of no parameter reads it; say with "
                          "'extra-output="
                       << result << "' that its new value is not to be kept";
  updates.updates[*group].states.push_back({state, resultOf.lookup(state), ""});
  return success();
}

/// A state is called by the last word in front of what its name shares with
/// that of its parameter: mu of opt_state[0].mu['w']. Where two of a parameter
/// are called alike, by all in front.
void StepGroups::nameStates() {
  for (ParameterUpdate &update : updates.updates) {
    const TreePath &own = paths[update.parameter];
    llvm::StringMap<unsigned> counts;
    for (StepState &state : update.states) {
      StringRef name = getName(state.argument);
      TreePath path = parseTreePath(name);
      path.truncate(path.size() - countShared(path, own));
      while (!path.empty() && llvm::all_of(path.back(), llvm::isDigit))
        path.pop_back();
      state.role = path.empty() ? name.str() : path.back();
      ++counts[state.role];
    }
    for (StepState &state : update.states)
      if (counts[state.role] > 1)
        state.role = pairs.argumentNames[state.argument];
  }
}

SmallVector<Value> StepGroups::getNewValues(unsigned group) const {
  const ParameterUpdate &update = updates.updates[group];
  SmallVector<Value> values{getResult(update.result)};
  for (const StepState &state : update.states)
    values.push_back(getResult(state.result));
  return values;
}

void StepGroups::findArgumentOwners() {
  for (auto [i, kind] : llvm::enumerate(kinds))
    if (kind != StepArgument::Number)
      argumentOwners.insert({facts.body.getArgument(i), Owner::several()});
  for (auto [group, update] : llvm::enumerate(updates.updates)) {
    argumentOwners.insert_or_assign(facts.body.getArgument(update.parameter),
                                    Owner::of(group));
    for (const StepState &state : update.states)
      argumentOwners.insert_or_assign(facts.body.getArgument(state.argument),
                                      Owner::of(group));
  }
}

/// Lists whose new values each value is needed for, where nobody follows what
/// is shared, or what is computed from another update.
StepGroups::Owners StepGroups::findReaders() {
  Owners found;
  auto add = [&](Value value, Owner reader) {
    found.try_emplace(value, Owner::none()).first->second.join(reader);
  };
  for (unsigned group = 0; group < updates.updates.size(); ++group)
    for (Value value : getNewValues(group))
      add(value, Owner::of(group));
  for (Operation &op : llvm::reverse(facts.body.without_terminator())) {
    Owner reader = Owner::none();
    for (Value result : op.getResults()) {
      Owner ofResult = lookup(found, result);
      std::optional<unsigned> source = getOnlySource(result);
      bool isOfOther =
          source && ofResult.getGroup() && ofResult.getGroup() != source;
      readsOfOthers |= isOfOther;
      if (!isOfOther && !shared.contains(result))
        reader.join(ofResult);
    }
    if (!reader.isNone())
      for (Value read : facts.getReads(&op))
        add(read, reader);
  }
  return found;
}

LogicalResult StepGroups::findStates(StringRef advice) {
  indexNames();
  if (failed(joinAll(advice)))
    return failure();
  for (auto [i, kind] : llvm::enumerate(kinds))
    if (kind == StepArgument::State && failed(addState(i, advice)))
      return failure();
  nameStates();
  findArgumentOwners();
  auto getOwner = [&](BlockArgument argument) {
    return getArgumentOwner(argument);
  };
  sources = StepSources(
      facts, getOwner, [](Value, Owner, bool) { return std::nullopt; },
      [](Value) { return false; });
  readers = findReaders();
  if (mayShare)
    findShared();
  apartReaders = findReaders();
  return success();
}
