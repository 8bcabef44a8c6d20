//===- MatchOrder.cpp - Gradients that order and type tell ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleEvidence.h"

#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct OrderMatcher {
  GradientMatch &match;

  Type getResultType(unsigned i) const { return match.getResult(i).getType(); }

  bool isOneToOne(ArrayRef<unsigned> results,
                  ArrayRef<unsigned> arguments) const {
    return results.size() == arguments.size() && !results.empty() &&
           llvm::equal(results, arguments,
                       [&](unsigned result, unsigned argument) {
                         return getResultType(result) ==
                                match.getArgumentType(argument);
                       });
  }

  /// False when a pair can hardly be: the loss is computed from the result, or
  /// does not depend on the argument although the result is no constant.
  bool isPossible(ArrayRef<unsigned> results,
                  ArrayRef<unsigned> arguments) const {
    return llvm::all_of(
        llvm::zip_equal(results, arguments), [&](const auto &pair) {
          auto [result, argument] = pair;
          Value value = match.getResult(result);
          if (match.isPassedThrough(result, argument))
            return false;
          if (match.slice.isConstant(value))
            return true;
          return match.slice.arguments.contains(argument) &&
                 !match.slice.ops.contains(value.getDefiningOp());
        });
  }

  /// Those whose type is one of `types`.
  template <typename GetType>
  static SmallVector<unsigned> keep(ArrayRef<unsigned> list,
                                    const llvm::DenseSet<Type> &types,
                                    GetType getType) {
    SmallVector<unsigned> kept;
    for (unsigned i : list)
      if (types.contains(getType(i)))
        kept.push_back(i);
    return kept;
  }

  /// Leaves out what cannot be meant: results that are constant or that the
  /// loss is computed from, arguments that the loss does not depend on, and
  /// types that only one side has.
  void narrow(SmallVector<unsigned> &results,
              SmallVector<unsigned> &arguments) const {
    llvm::erase_if(results, [&](unsigned i) {
      return match.slice.isForward(match.getResult(i));
    });
    llvm::erase_if(arguments, [&](unsigned i) {
      return !match.slice.arguments.contains(i);
    });
    llvm::DenseSet<Type> ofResults, ofArguments;
    for (unsigned i : results)
      ofResults.insert(getResultType(i));
    for (unsigned i : arguments)
      ofArguments.insert(match.getArgumentType(i));
    results = keep(results, ofArguments,
                   [&](unsigned i) { return getResultType(i); });
    arguments = keep(arguments, ofResults,
                     [&](unsigned i) { return match.getArgumentType(i); });
  }

  /// Leaves out what the results' own names say is returned beside the loss.
  void dropAuxiliary(SmallVector<unsigned> &results) const {
    TreePath loss = parseTreePath(match.roles.results[match.loss].name);
    llvm::erase_if(results, [&](unsigned i) {
      return isAuxiliary(parseTreePath(match.roles.results[i].name), loss);
    });
  }

  static SmallVector<std::string>
  getNames(ArrayRef<unsigned> list,
           llvm::function_ref<std::string(unsigned)> getName) {
    SmallVector<std::string> names;
    for (unsigned i : list)
      names.push_back(getName(i));
    return names;
  }

  LogicalResult emitOpen(ArrayRef<unsigned> results,
                         ArrayRef<unsigned> arguments) const {
    SmallVector<std::string> resultNames = getNames(
        results, [&](unsigned i) { return match.roles.results[i].name; });
    SmallVector<std::string> argumentNames = getNames(
        arguments, [&](unsigned i) { return match.roles.arguments[i].name; });
    return mlir::emitError(match.func.getLoc())
           << "it is open which results are the gradients of which parameters: "
           << results.size() << " results (" << listNames(resultNames)
           << ") do not match " << arguments.size() << " parameters ("
           << listNames(argumentNames)
           << ") one to one in order and type; name the pairs with "
              "'gradient=RESULT:PARAMETER', or the parameters without a "
              "gradient with 'frozen=NAME,...' and the other results with "
              "'extra-output=NAME,...' (or say 'mode=infer')";
  }

  /// The last key of `path` that is no number, behind the root.
  static StringRef getLastWord(const TreePath &path) {
    for (const std::string &key : llvm::reverse(
             ArrayRef(path).drop_front(std::min<size_t>(path.size(), 1))))
      if (key.find_first_not_of("0123456789") != std::string::npos)
        return key;
    return {};
  }

  /// A result whose name ends like those of other arguments, but not like that
  /// of its own.
  LogicalResult checkNames(ArrayRef<unsigned> results,
                           ArrayRef<unsigned> arguments) const {
    llvm::StringSet<> words;
    for (unsigned i : arguments)
      for (const std::string &key :
           parseTreePath(match.roles.arguments[i].name))
        words.insert(key);
    for (auto [result, argument] : llvm::zip_equal(results, arguments)) {
      TreePath path = parseTreePath(match.roles.results[result].name);
      TreePath own = parseTreePath(match.roles.arguments[argument].name);
      StringRef word = getLastWord(path);
      if (word.empty() || !words.contains(word) ||
          llvm::is_contained(own, word))
        continue;
      return mlir::emitError(match.func.getLoc())
             << "by order, the result '" << match.roles.results[result].name
             << "' is the gradient of '" << match.roles.arguments[argument].name
             << "', but its name says otherwise; name the pairs with "
                "'gradient=RESULT:PARAMETER'";
    }
    return success();
  }

  LogicalResult take(ArrayRef<unsigned> results, ArrayRef<unsigned> arguments) {
    if (failed(checkNames(results, arguments)))
      return failure();
    for (auto [result, argument] : llvm::zip_equal(results, arguments))
      match.argumentOf[result] = argument;
    return success();
  }
};
} // namespace

bool mlir::pipe::isMatchOpen(GradientMatch &match) {
  TreePath loss = parseTreePath(match.roles.results[match.loss].name);
  auto standsAside = [&](unsigned result) {
    return isAuxiliary(parseTreePath(match.roles.results[result].name), loss);
  };
  llvm::DenseSet<unsigned> matched;
  bool areAside = true;
  for (auto [result, argument] : match.argumentOf) {
    matched.insert(argument);
    areAside &= standsAside(result);
  }
  llvm::DenseSet<Type> types;
  for (unsigned i : match.arguments)
    if (!matched.contains(i) && match.slice.arguments.contains(i))
      types.insert(match.getArgumentType(i));
  return llvm::any_of(match.results, [&](unsigned i) {
    Value value = match.getResult(i);
    return !match.argumentOf.contains(i) && types.contains(value.getType()) &&
           match.slice.ofBatch.contains(value) &&
           !match.slice.isForward(value) && standsAside(i) == areAside;
  });
}

LogicalResult mlir::pipe::matchByOrder(GradientMatch &match) {
  OrderMatcher matcher{match};
  if (matcher.isOneToOne(match.results, match.arguments) &&
      matcher.isPossible(match.results, match.arguments))
    return matcher.take(match.results, match.arguments);
  SmallVector<unsigned> results = match.results, arguments = match.arguments;
  matcher.dropAuxiliary(results);
  matcher.narrow(results, arguments);
  if (results.empty()) { // Loss and gradients are a pair beside other results.
    results = match.results;
    arguments = match.arguments;
    matcher.narrow(results, arguments);
  }
  if (matcher.isOneToOne(results, arguments))
    return matcher.take(results, arguments);
  if (!match.twoTrees.empty())
    return mlir::emitError(match.func.getLoc()) << match.twoTrees;
  if (results.empty() || arguments.empty())
    return success();
  return matcher.emitOpen(results, arguments);
}
