//===- Roles.cpp - What the arguments and results of a model are ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleFinder.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

StringRef mlir::pipe::toString(GradientSource source) {
  switch (source) {
  case GradientSource::Given:
    return "attributes and options";
  case GradientSource::Names:
    return "names";
  case GradientSource::Order:
    return "order and type";
  }
  llvm_unreachable("all sources have a name");
}

static bool isFloat(Type type) {
  return isa<FloatType>(cast<RankedTensorType>(type).getElementType());
}

bool RoleFinder::hasGradients() const {
  return llvm::any_of(roles.results, [](const ResultRole &role) {
    return role.kind == ResultKind::Gradient;
  });
}

//===----------------------------------------------------------------------===//
// The loss
//===----------------------------------------------------------------------===//

/// True when the last key of the result's path is that of a parameter of its
/// type.
bool RoleFinder::isNamedAsGradient(unsigned index) const {
  TreePath path = parseTreePath(resultNames[index]);
  if (path.size() < 2)
    return false;
  auto types = typesOfKey.find(path.back());
  return types != typesOfKey.end() &&
         types->second.contains(resultTypes[index]);
}

void RoleFinder::findLoss() {
  SmallVector<unsigned> called, scalars;
  for (auto [i, type] : llvm::enumerate(func.getResultTypes())) {
    if (!isFloat(type) || cast<RankedTensorType>(type).getRank() || isGiven[i])
      continue;
    TreePath path = parseTreePath(resultNames[i]);
    if (!path.empty() && path.back() == "loss")
      called.push_back(i);
    if (!isNamedAsGradient(i))
      scalars.push_back(i);
  }
  keepOfBatch(scalars);
  for (const SmallVector<unsigned> &list : {called, scalars})
    if (!loss && list.size() == 1)
      loss = list.front();
  if (!loss)
    loss = findLossOfPair(scalars);
  if (!loss)
    loss = findLossOfStep(scalars);
}

/// Leaves those that depend on a batch, if some do: an optimizer returns its
/// numbers, too.
void RoleFinder::keepOfBatch(SmallVector<unsigned> &results) {
  if (results.size() < 2)
    return;
  SmallVector<bool> isBatch;
  for (const ArgumentRole &role : roles.arguments)
    isBatch.push_back(role.batchDim.has_value());
  LossSlice slice = computeLossSlice(func, results.front(), isBatch);
  Operation *terminator = func.getBody().front().getTerminator();
  SmallVector<unsigned> ofBatch;
  for (unsigned i : results)
    if (slice.ofBatch.contains(terminator->getOperand(i)))
      ofBatch.push_back(i);
  if (!ofBatch.empty())
    results = std::move(ofBatch);
}

/// Where the results are a pair of a loss and gradients, as jax.value_and_grad
/// returns it: `result[0]` if all other scalars stand inside of `result[1]`;
/// `result[0][0]` if it is a pair of a loss and something else itself.
std::optional<unsigned>
RoleFinder::findLossOfPair(ArrayRef<unsigned> scalars) const {
  std::optional<unsigned> first;
  for (unsigned i : scalars) {
    TreePath path = parseTreePath(resultNames[i]);
    bool isFirst = path.size() > 1 && path.size() < 4 &&
                   llvm::all_of(
                       ArrayRef(path).drop_front(),
                       [](StringRef key) { return key == "0"; });
    if (isFirst && first)
      return std::nullopt;
    if (isFirst)
      first = i;
  }
  if (!first)
    return std::nullopt;
  TreePath loss = parseTreePath(resultNames[*first]);
  for (unsigned i : scalars) {
    TreePath path = parseTreePath(resultNames[i]);
    bool isGradient = path.size() > 2 && path[1] == "1";
    if (i != *first && !isGradient && !isAuxiliary(path, loss))
      return std::nullopt;
  }
  return first;
}

//===----------------------------------------------------------------------===//
// Gradients
//===----------------------------------------------------------------------===//

void RoleFinder::findCandidates(GradientMatch &match) {
  llvm::StringSet<> taken;
  for (const ResultRole &role : roles.results)
    if (role.kind == ResultKind::Gradient)
      taken.insert(role.parameter);
  for (auto [i, type] : llvm::enumerate(func.getResultTypes()))
    if (!isGiven[i] && i != *loss && isFloat(type) &&
        !match.slice.ofOthers.contains(match.getResult(i)))
      match.results.push_back(i);
  for (auto [i, role] : llvm::enumerate(roles.arguments))
    if (!role.batchDim && !role.isFrozen && !taken.contains(role.name) &&
        isFloat(func.getArgument(i).getType()))
      match.arguments.push_back(i);
}

/// The gradient of what the loss does not depend on is zero, a constant.
LogicalResult RoleFinder::checkDependence(const LossSlice &slice) {
  llvm::StringMap<unsigned> places;
  for (auto [i, name] : llvm::enumerate(argumentNames))
    places[name] = i;
  Operation *terminator = func.getBody().front().getTerminator();
  for (auto [i, role] : llvm::enumerate(roles.results)) {
    auto place = places.find(role.parameter);
    if (role.kind != ResultKind::Gradient || place == places.end() ||
        slice.arguments.contains(place->second) ||
        slice.isConstant(terminator->getOperand(i)))
      continue;
    return emitError() << "the result '" << role.name
                       << "' is said to be the gradient of '" << role.parameter
                       << "', but the loss '" << resultNames[*loss]
                       << "' does not depend on it; name the loss with "
                          "'loss=NAME' or the pairs with "
                          "'gradient=RESULT:PARAMETER'";
  }
  return success();
}

LogicalResult RoleFinder::findGradients() {
  SmallVector<bool> isBatch;
  for (const ArgumentRole &role : roles.arguments)
    isBatch.push_back(role.batchDim.has_value());
  LossSlice slice = computeLossSlice(func, *loss, isBatch);
  FailureOr<bool> updates = findUpdates(slice, isBatch);
  if (failed(updates) || *updates)
    return failure(failed(updates));
  GradientMatch match{func, roles, slice, *loss};
  findCandidates(match);
  if (failed(matchByName(match)))
    return failure();
  if (!match.argumentOf.empty() && isMatchOpen(match))
    match.argumentOf.clear();
  if (!match.argumentOf.empty()) {
    roles.source = GradientSource::Names;
  } else if (!hasGradients()) {
    roles.source = GradientSource::Order;
    if (failed(matchByOrder(match)))
      return failure();
  } else if (!match.twoTrees.empty()) {
    return emitError() << match.twoTrees;
  }
  for (auto [result, argument] : match.argumentOf) {
    roles.results[result].kind = ResultKind::Gradient;
    roles.results[result].parameter = argumentNames[argument];
  }
  return success(succeeded(checkGradients()) &&
                 succeeded(checkDependence(slice)));
}

LogicalResult RoleFinder::checkGradients() {
  llvm::StringMap<unsigned> places;
  for (auto [i, name] : llvm::enumerate(argumentNames))
    places[name] = i;
  llvm::StringMap<StringRef> seen;
  for (auto [i, role] : llvm::enumerate(roles.results)) {
    if (role.kind != ResultKind::Gradient)
      continue;
    auto place = places.find(role.parameter);
    bool isMissing = place == places.end();
    if (isMissing || roles.arguments[place->second].batchDim)
      return emitError() << "the result '" << role.name
                         << "' is the gradient of '" << role.parameter
                         << "', which is "
                         << (isMissing ? "no argument" : "a batch")
                         << " and not a parameter";
    if (roles.arguments[place->second].isFrozen)
      return emitError() << "the parameter '" << role.parameter
                         << "' is said to be frozen, but the result '"
                         << role.name << "' is its gradient";
    Type type = func.getArgument(place->second).getType();
    if (type != func.getResultTypes()[i])
      return emitError() << "the gradient of '" << role.parameter
                         << "' has the type " << func.getResultTypes()[i]
                         << ", but the parameter has " << type;
    if (!isFloat(type))
      return emitError() << "the result '" << role.name
                         << "' is said to be the gradient of '"
                         << role.parameter << "', but has the type " << type
                         << "; integers have no gradients";
    auto [first, isNew] = seen.try_emplace(role.parameter, role.name);
    if (!isNew)
      return emitError() << "the parameter '" << role.parameter
                         << "' has two gradients, the results '"
                         << first->second << "' and '" << role.name
                         << "'; say with 'extra-output=NAME,...' which one is "
                            "none";
  }
  return success();
}

//===----------------------------------------------------------------------===//
// All results
//===----------------------------------------------------------------------===//

/// True when the results look like those of a training step whose loss is not
/// known: one is named as a gradient, or they hold the types of the parameters,
/// in their order.
bool RoleFinder::looksLikeTraining() {
  if (func.getNumResults() < 2)
    return false;
  for (unsigned i = 0; i < func.getNumResults(); ++i)
    if (isNamedAsGradient(i))
      return true;
  ArrayRef<Type> rest = func.getResultTypes();
  bool hasScalar = llvm::any_of(rest, [](Type type) {
    return isFloat(type) && cast<RankedTensorType>(type).getRank() == 0;
  });
  size_t numParameters = 0;
  for (auto [i, role] : llvm::enumerate(roles.arguments)) {
    Type type = func.getArgument(i).getType();
    if (role.batchDim || !isFloat(type))
      continue;
    const auto *found = llvm::find(rest, type);
    if (found == rest.end())
      return false;
    rest = rest.drop_front(found - rest.begin() + 1);
    ++numParameters;
  }
  // Without a scalar, all results but one have to be gradients.
  return numParameters > 0 &&
         (hasScalar || func.getNumResults() <= numParameters + 1);
}

LogicalResult RoleFinder::findResults() {
  if (failed(readGivenResults()))
    return failure();
  if (options.mode == "infer") {
    makeOutputs();
    return success();
  }
  bool wantsTraining = options.mode == "train";
  if (!loss)
    findLoss();
  if (!loss && (wantsTraining || hasGradients() || looksLikeTraining()))
    return emitError() << "no result is known to be the loss; name it with "
                          "'loss=NAME', the results are "
                       << listNames(resultNames) << " (or say 'mode=infer')";
  if (loss && failed(findGradients()))
    return failure();
  if (wantsTraining && !hasGradients() && !roles.updates)
    return emitError()
           << "'mode=train' needs gradients among the results, but neither "
              "names nor order and type tell which of "
           << listNames(resultNames) << " are gradients of which of "
           << listNames(argumentNames)
           << "; name the pairs with 'gradient=RESULT:PARAMETER'";
  roles.isTraining = hasGradients() || roles.updates;
  if (!roles.isTraining)
    makeOutputs();
  nameLoss();
  return success();
}

void RoleFinder::makeOutputs() {
  for (ResultRole &role : roles.results)
    role.kind = ResultKind::Output;
}

void RoleFinder::nameLoss() {
  if (!loss)
    return;
  if (roles.isTraining)
    roles.results[*loss].kind = ResultKind::Loss;
  if (!llvm::is_contained(resultNames, "loss") &&
      !func.getResultAttr(*loss, kNameAttr))
    roles.results[*loss].name = "loss";
}

FailureOr<ModelRoles> mlir::pipe::findRoles(func::FuncOp func,
                                            const RoleOptions &options) {
  RoleFinder finder(func, options);
  if (failed(finder.findArguments()) || failed(finder.findResults()))
    return failure();
  return std::move(finder.roles);
}
