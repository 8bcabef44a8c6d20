//===- MatchNames.cpp - Gradients that names tell -------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RoleEvidence.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// A tree of gradients has the form of its tree of parameters. So below some
/// key of the results, such as {result, 1}, every leaf is found again below one
/// key of the arguments, such as {params}.
struct TreeMatcher {
  GradientMatch &match;
  SmallVector<TreePath> resultPaths, argumentPaths;
  /// The arguments whose paths end with these keys.
  llvm::StringMap<SmallVector<unsigned>> byEnd;
  llvm::StringMap<unsigned> byPath;
  /// A leaf of the tree of gradients of each tree of arguments.
  llvm::StringMap<unsigned> treeOf;

  static std::string join(ArrayRef<std::string> keys) {
    std::string text;
    for (const std::string &key : keys)
      text += key + '\x1f';
    return text;
  }

  explicit TreeMatcher(GradientMatch &match) : match(match) {
    for (const ResultRole &role : match.roles.results)
      resultPaths.push_back(parseTreePath(role.name));
    for (const ArgumentRole &role : match.roles.arguments)
      argumentPaths.push_back(parseTreePath(role.name));
    for (unsigned i : match.arguments) {
      ArrayRef<std::string> path = argumentPaths[i];
      byPath[join(path)] = i;
      for (size_t begin = 0; begin < path.size(); ++begin)
        byEnd[join(path.drop_front(begin))].push_back(i);
    }
  }

  /// Pairs of result and argument; leaves of arguments that are not there, as
  /// they were not used, are zeros and have none.
  using Pairs = SmallVector<std::pair<unsigned, unsigned>>;

  /// The pairs when the leaves below `depth` keys stand below `prefix` among
  /// the arguments; nothing when one does not fit, or when none depends on a
  /// batch as the loss does: parameters as they were, or a mean of them.
  std::optional<Pairs> fit(ArrayRef<unsigned> leaves, size_t depth,
                           ArrayRef<std::string> prefix) const {
    Pairs pairs;
    const llvm::DenseSet<Value> &ofBatch = match.slice.ofBatch;
    bool dependsOnOne = false;
    bool dependsOnBatch = !ofBatch.contains(match.getResult(match.loss));
    for (unsigned leaf : leaves) {
      SmallVector<std::string> path(prefix);
      llvm::append_range(path, ArrayRef(resultPaths[leaf]).drop_front(depth));
      bool isConstant = match.slice.isConstant(match.getResult(leaf));
      auto it = byPath.find(join(path));
      if (it == byPath.end()) {
        if (!isConstant)
          return std::nullopt;
        continue;
      }
      unsigned argument = it->second;
      bool isUsed = match.slice.arguments.contains(argument);
      if (match.getArgumentType(argument) != match.getResult(leaf).getType() ||
          (!isUsed && !isConstant) || match.isPassedThrough(leaf, argument))
        return std::nullopt;
      dependsOnOne |= isUsed;
      dependsOnBatch |= ofBatch.contains(match.getResult(leaf));
      pairs.push_back({leaf, argument});
    }
    if (!dependsOnOne || !dependsOnBatch)
      return std::nullopt;
    return pairs;
  }

  /// All keys of arguments under which the leaves fit.
  SmallVector<std::pair<TreePath, Pairs>> findFits(ArrayRef<unsigned> leaves,
                                                   size_t depth) const {
    SmallVector<std::pair<TreePath, Pairs>> fits;
    for (unsigned leaf : leaves) {
      ArrayRef<std::string> end = ArrayRef(resultPaths[leaf]).drop_front(depth);
      auto it = byEnd.find(join(end));
      if (it == byEnd.end())
        continue;
      // More would be open which one is meant anyway.
      for (unsigned argument : ArrayRef(it->second).take_front(8)) {
        ArrayRef<std::string> prefix =
            ArrayRef(argumentPaths[argument]).drop_back(end.size());
        if (std::optional<Pairs> pairs = fit(leaves, depth, prefix))
          fits.push_back({TreePath(prefix), std::move(*pairs)});
      }
      break;
    }
    return fits;
  }

  LogicalResult noteTwoTrees(unsigned leaf, unsigned first, unsigned second) {
    const ModelRoles &roles = match.roles;
    match.twoTrees = "the result '" + roles.results[leaf].name +
                     "' could be the gradient of '" +
                     roles.arguments[first].name + "' or of '" +
                     roles.arguments[second].name +
                     "' by its name; say which parameters have none with "
                     "'frozen=NAME,...', or name the pairs with "
                     "'gradient=RESULT:PARAMETER'";
    return failure();
  }

  /// A tree of arguments has one tree of gradients.
  LogicalResult take(const Pairs &pairs, ArrayRef<std::string> prefix) {
    unsigned leaf = pairs.front().first;
    auto [taken, isNew] = treeOf.try_emplace(join(prefix), leaf);
    if (!isNew)
      return mlir::emitError(match.func.getLoc())
             << "the results '" << match.roles.results[taken->second].name
             << "' and '" << match.roles.results[leaf].name
             << "' stand in two trees that could both be the gradients of the "
                "tree of '"
             << match.roles.arguments[pairs.front().second].name
             << "' by their names; say with 'extra-output=NAME,...' which one "
                "is none";
    for (auto [result, argument] : pairs)
      match.argumentOf[result] = argument;
    return success();
  }

  /// Leaves by their key number `depth`; a leaf that ends before has none.
  llvm::MapVector<StringRef, SmallVector<unsigned>>
  divide(ArrayRef<unsigned> leaves, size_t depth) const {
    llvm::MapVector<StringRef, SmallVector<unsigned>> children;
    for (unsigned leaf : leaves)
      if (resultPaths[leaf].size() > depth + 1)
        children[resultPaths[leaf][depth]].push_back(leaf);
    return children;
  }

  /// Matches the leaves that share `depth` keys, as a whole or else below each
  /// further key.
  LogicalResult visit(ArrayRef<unsigned> leaves, size_t depth) {
    bool haveKeys = llvm::all_of(leaves, [&](unsigned leaf) {
      return resultPaths[leaf].size() > depth;
    });
    if (haveKeys) {
      auto fits = findFits(leaves, depth);
      if (fits.size() > 1)
        return noteTwoTrees(fits[0].second[0].first, fits[0].second[0].second,
                            fits[1].second[0].second);
      if (fits.size() == 1)
        return take(fits[0].second, fits[0].first);
    }
    for (auto &[key, children] : divide(leaves, depth))
      if (failed(visit(children, depth + 1)))
        return failure();
    return success();
  }
};
} // namespace

LogicalResult mlir::pipe::matchByName(GradientMatch &match) {
  TreeMatcher matcher(match);
  SmallVector<unsigned> own, auxiliary;
  for (unsigned result : match.results)
    (isAuxiliary(matcher.resultPaths[result], matcher.resultPaths[match.loss])
         ? auxiliary
         : own)
        .push_back(result);
  LogicalResult matched = matcher.visit(own, 0);
  if (succeeded(matched) && match.argumentOf.empty())
    matched = matcher.visit(auxiliary, 0);
  if (match.twoTrees.empty())
    return matched;
  match.argumentOf.clear();
  return success();
}
