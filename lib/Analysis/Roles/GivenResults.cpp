//===- GivenResults.cpp - What attributes and options say of results ------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleFinder.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

using namespace mlir;
using namespace mlir::pipe;

LogicalResult RoleFinder::setLoss(unsigned index) {
  if (loss && *loss != index)
    return emitError() << "the results '" << resultNames[*loss] << "' and '"
                       << resultNames[index]
                       << "' are both said to be the loss";
  auto type = cast<RankedTensorType>(func.getResultTypes()[index]);
  if (type.getRank() != 0 || !isa<FloatType>(type.getElementType()))
    return emitError() << "the result '" << resultNames[index]
                       << "' is said to be the loss, but has the type " << type
                       << "; a loss is one floating-point number, a 0-d tensor";
  loss = index;
  isGiven[index] = true;
  return success();
}

LogicalResult RoleFinder::setGradient(unsigned index, StringRef parameter) {
  ResultRole &role = roles.results[index];
  if (role.kind == ResultKind::Gradient && role.parameter != parameter)
    return emitError() << "the result '" << role.name
                       << "' is said to be the gradient of '" << role.parameter
                       << "' and of '" << parameter << "'";
  role.kind = ResultKind::Gradient;
  role.parameter = parameter;
  isGiven[index] = true;
  return success();
}

/// The result `index` is the new value of `argument`.
LogicalResult RoleFinder::setNewValue(unsigned index, unsigned argument) {
  auto emitError = [&] {
    return this->emitError() << "the result '" << resultNames[index]
                             << "' is said to be the new value of '"
                             << argumentNames[argument] << "'";
  };
  if (roles.arguments[argument].batchDim)
    return emitError() << ", which is a batch";
  if (roles.results[index].kind == ResultKind::Gradient || loss == index)
    return emitError() << " and "
                       << (loss == index ? "the loss" : "a gradient");
  if (newValueOf[index] && *newValueOf[index] != argument)
    return emitError() << " and of '" << argumentNames[*newValueOf[index]]
                       << "'";
  auto [first, isNew] = givenNewValues.try_emplace(argument, index);
  if (!isNew && first->second != index)
    return emitError() << ", as is the result '" << resultNames[first->second]
                       << "'";
  Type type = func.getArgument(argument).getType();
  if (type != resultTypes[index])
    return emitError() << " of type " << type << ", but has the type "
                       << resultTypes[index];
  newValueOf[index] = argument;
  isGiven[index] = true;
  return success();
}

/// The pairs that RESULT:PARAMETER means: two names, or the beginnings of names
/// that go on alike, each of those of RESULT having one of PARAMETER. Empty
/// when it means none.
SmallVector<std::pair<unsigned, unsigned>>
RoleFinder::findPairs(StringRef resultName, StringRef parameterName) {
  if (!resultTable) {
    resultTable.emplace(resultNames, "result");
    argumentTable.emplace(argumentNames, "argument");
  }
  SmallVector<unsigned> results = resultTable->find(resultName);
  SmallVector<unsigned> arguments = argumentTable->find(parameterName);
  if (results.size() == 1 && arguments.size() == 1)
    return {{results[0], arguments[0]}};
  llvm::StringMap<unsigned> byRest;
  for (unsigned i : arguments)
    byRest[StringRef(argumentNames[i]).drop_front(parameterName.size())] = i;
  SmallVector<std::pair<unsigned, unsigned>> pairs;
  for (unsigned i : results) {
    auto it =
        byRest.find(StringRef(resultNames[i]).drop_front(resultName.size()));
    if (it == byRest.end())
      return {};
    pairs.push_back({i, it->second});
  }
  return pairs;
}

/// RESULT:PARAMETER, split at the colon that leaves two known names. `set` is
/// called with each pair that it means; `form` is what messages call it.
LogicalResult
RoleFinder::setPair(const std::string &text, StringRef option, StringRef form,
                    llvm::function_ref<LogicalResult(unsigned, unsigned)> set) {
  for (size_t at = text.find(':'); at != std::string::npos;
       at = text.find(':', at + 1)) {
    auto pairs = findPairs(StringRef(text).take_front(at),
                           StringRef(text).drop_front(at + 1));
    for (auto [result, argument] : pairs)
      if (failed(set(result, argument)))
        return failure();
    if (!pairs.empty())
      return success();
  }
  return emitError() << "'" << option << "=" << text << "' is not " << form
                     << "; the results are " << listNames(resultNames)
                     << ", the arguments are " << listNames(argumentNames);
}

LogicalResult RoleFinder::setExtraOutputs() {
  auto outputs = resolveNames(func, options.extraOutputs, resultNames, "result",
                              "extra-output");
  if (failed(outputs))
    return failure();
  for (unsigned index : *outputs) {
    bool isGradient = roles.results[index].kind == ResultKind::Gradient;
    if (isGradient || newValueOf[index] || loss == index)
      return emitError() << "the result '" << resultNames[index]
                         << "' is said to be "
                         << (isGradient          ? "a gradient"
                             : newValueOf[index] ? "a new value"
                                                 : "the loss")
                         << " and an extra output";
    isGiven[index] = true;
  }
  return success();
}

LogicalResult RoleFinder::readGivenResults() {
  FailureOr<SmallVector<std::string>> names = getResultNames(func);
  if (failed(names))
    return failure();
  resultNames = std::move(*names);
  newValueOf.resize(resultNames.size());
  llvm::StringMap<unsigned> places;
  for (auto [i, name] : llvm::enumerate(argumentNames))
    places[name] = i;
  for (auto [i, name] : llvm::enumerate(resultNames)) {
    roles.results.push_back({name, ResultKind::Output, ""});
    isGiven.push_back(func.getResultAttr(i, kOutputAttr) != nullptr);
    if (options.loss.empty() && func.getResultAttr(i, kLossAttr) &&
        failed(setLoss(i)))
      return failure();
    if (auto given = func.getResultAttrOfType<StringAttr>(i, kGradientAttr))
      if (failed(setGradient(i, given.getValue())))
        return failure();
    if (auto given = func.getResultAttrOfType<StringAttr>(i, kNewValueAttr)) {
      auto argument = places.find(given.getValue());
      if (argument == places.end())
        return emitError() << "the result '" << name
                           << "' is said to be the new value of '"
                           << given.getValue() << "', which is no argument";
      if (failed(setNewValue(i, argument->second)))
        return failure();
    }
  }
  if (!options.loss.empty()) {
    auto named =
        resolveNames(func, {options.loss}, resultNames, "result", "loss");
    if (failed(named))
      return failure();
    for (unsigned index : *named)
      if (failed(setLoss(index)))
        return failure();
  }
  for (const std::string &text : options.gradients)
    for (const std::string &pair : splitNames(text))
      if (failed(setPair(pair, "gradient", "RESULT:PARAMETER",
                         [&](unsigned result, unsigned argument) {
                           return setGradient(result, argumentNames[argument]);
                         })))
        return failure();
  for (const std::string &text : options.updates)
    for (const std::string &pair : splitNames(text))
      if (failed(setPair(pair, "update", "RESULT:ARGUMENT",
                         [&](unsigned result, unsigned argument) {
                           return setNewValue(result, argument);
                         })))
        return failure();
  return setExtraOutputs();
}
