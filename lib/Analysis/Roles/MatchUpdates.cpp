//===- MatchUpdates.cpp - Which result is the new value of what -----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StepFacts.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace mlir::pipe;

using Pairs = SmallVector<std::pair<unsigned, unsigned>>;

namespace {
/// A tree of results, and the trees of arguments that have its form.
struct Tree {
  unsigned leaf; ///< the first one that is no constant
  SmallVector<Pairs, 1> fits;
};

struct NameMatcher {
  const StepFacts &facts;
  const StepPairs &pairs;
  SmallVector<TreePath> resultPaths, argumentPaths;
  /// The arguments whose paths end with these keys.
  llvm::StringMap<SmallVector<unsigned>> byEnd;
  llvm::StringMap<unsigned> byPath;
  SmallVector<Tree> trees;
  llvm::DenseSet<unsigned> taken; ///< arguments
  llvm::DenseSet<Value> computed; ///< from arguments
  llvm::DenseMap<unsigned, unsigned> argumentOf;

  static std::string join(ArrayRef<std::string> keys) {
    std::string text;
    for (const std::string &key : keys)
      text += key + '\x1f';
    return text;
  }

  NameMatcher(const StepFacts &facts, const StepPairs &pairs,
              ArrayRef<unsigned> arguments)
      : facts(facts), pairs(pairs) {
    for (const std::string &name : pairs.resultNames)
      resultPaths.push_back(parseTreePath(name));
    for (const std::string &name : pairs.argumentNames)
      argumentPaths.push_back(parseTreePath(name));
    for (unsigned i : arguments) {
      ArrayRef<std::string> path = argumentPaths[i];
      byPath[join(path)] = i;
      for (size_t begin = 0; begin < path.size(); ++begin)
        byEnd[join(path.drop_front(begin))].push_back(i);
    }
    findComputed();
  }

  void findComputed() {
    auto isComputed = [&](Value value) {
      return isa<BlockArgument>(value) || computed.contains(value);
    };
    for (Operation &op : facts.body.without_terminator())
      if (llvm::any_of(facts.getReads(&op), isComputed))
        computed.insert(op.result_begin(), op.result_end());
  }

  /// Whether `result` is the same in all steps. Nobody reads the old value of
  /// such a state, and JAX drops arguments that nobody reads.
  bool isConstant(unsigned result) const {
    Value value = getResult(result);
    return !isa<BlockArgument>(value) && !computed.contains(value);
  }

  /// The first one of `leaves` that is no constant.
  std::optional<unsigned> getFirst(ArrayRef<unsigned> leaves) const {
    const unsigned *first =
        llvm::find_if(leaves, [&](unsigned leaf) { return !isConstant(leaf); });
    return first == leaves.end() ? std::nullopt : std::optional(*first);
  }

  Value getResult(unsigned i) const {
    return facts.body.getTerminator()->getOperand(i);
  }

  /// The pairs when the leaves below `depth` keys stand below `prefix` among
  /// the arguments; empty when one does not that is no constant.
  Pairs fit(ArrayRef<unsigned> leaves, size_t depth,
            ArrayRef<std::string> prefix) const {
    Pairs found;
    for (unsigned leaf : leaves) {
      SmallVector<std::string> path(prefix);
      llvm::append_range(path, ArrayRef(resultPaths[leaf]).drop_front(depth));
      auto it = byPath.find(join(path));
      if (it == byPath.end() && isConstant(leaf))
        continue;
      if (it == byPath.end() || facts.body.getArgument(it->second).getType() !=
                                    getResult(leaf).getType())
        return {};
      found.push_back({leaf, it->second});
    }
    return found;
  }

  SmallVector<Pairs, 1> findFits(ArrayRef<unsigned> leaves,
                                 size_t depth) const {
    SmallVector<Pairs, 1> fits;
    std::optional<unsigned> first = getFirst(leaves);
    if (!first)
      return fits;
    ArrayRef<std::string> end = ArrayRef(resultPaths[*first]).drop_front(depth);
    auto it = byEnd.find(join(end));
    if (it == byEnd.end())
      return fits;
    // More would be open anyway.
    for (unsigned argument : ArrayRef(it->second).take_front(16)) {
      Pairs found =
          fit(leaves, depth,
              ArrayRef(argumentPaths[argument]).drop_back(end.size()));
      if (!found.empty())
        fits.push_back(std::move(found));
    }
    return fits;
  }

  /// Collects the largest trees that fit.
  void visit(ArrayRef<unsigned> leaves, size_t depth) {
    bool haveKeys = llvm::all_of(leaves, [&](unsigned leaf) {
      return resultPaths[leaf].size() > depth;
    });
    if (haveKeys) {
      auto fits = findFits(leaves, depth);
      if (!fits.empty()) {
        trees.push_back({*getFirst(leaves), std::move(fits)});
        return;
      }
    }
    llvm::MapVector<StringRef, SmallVector<unsigned>> children;
    for (unsigned leaf : leaves)
      if (resultPaths[leaf].size() > depth + 1)
        children[resultPaths[leaf][depth]].push_back(leaf);
    for (auto &[key, below] : children)
      visit(below, depth + 1);
  }

  /// Takes the fit number `index` of `tree`.
  void take(Tree &tree, size_t index) {
    for (auto [result, argument] : tree.fits[index]) {
      argumentOf[result] = argument;
      taken.insert(argument);
    }
    tree.fits.clear();
  }

  static unsigned getArgument(const Pairs &fit) { return fit.front().second; }

  void dropTaken() {
    for (Tree &tree : trees)
      llvm::erase_if(tree.fits, [&](const Pairs &fit) {
        return llvm::any_of(
            fit, [&](auto pair) { return taken.contains(pair.second); });
      });
  }

  /// Takes fits that are the only ones of their tree, until there are none.
  bool takeSingle() {
    bool hasTaken = false;
    for (Tree &tree : trees)
      if (tree.fits.size() == 1 && !taken.contains(getArgument(tree.fits[0]))) {
        take(tree, 0);
        hasTaken = true;
      }
    dropTaken();
    return hasTaken;
  }

  /// Takes parameters by what their new values look like.
  void takeUpdated() {
    for (Tree &tree : trees) {
      if (tree.fits.size() < 2)
        continue;
      auto argument = findUpdatedArgument(getResult(tree.leaf), facts.slice);
      for (auto [index, fit] : llvm::enumerate(tree.fits))
        if (argument == getArgument(fit)) {
          take(tree, index);
          break;
        }
    }
    dropTaken();
  }

  llvm::DenseSet<unsigned> getReadArguments(Value value) const {
    llvm::SetVector<Value> work;
    work.insert(value);
    llvm::DenseSet<unsigned> read;
    for (size_t i = 0; i < work.size(); ++i) {
      Value next = work[i];
      if (auto argument = dyn_cast<BlockArgument>(next)) {
        read.insert(argument.getArgNumber());
        continue;
      }
      ArrayRef<Value> reads = facts.getReads(next.getDefiningOp());
      work.insert(reads.begin(), reads.end());
    }
    return read;
  }

  /// A new value reads the old one. Among those that the loss does not depend
  /// on, the one that is read is meant; where it is one, it is taken.
  void takeRead() {
    // Each look goes over all of the step.
    static constexpr size_t kMaximum = 32;
    if (llvm::count_if(trees, [](const Tree &tree) {
          return tree.fits.size() > 1;
        }) > static_cast<ptrdiff_t>(kMaximum))
      return;
    for (Tree &tree : trees) {
      if (tree.fits.size() < 2)
        continue;
      llvm::DenseSet<unsigned> read = getReadArguments(getResult(tree.leaf));
      llvm::erase_if(tree.fits, [&](const Pairs &fit) {
        return !read.contains(getArgument(fit));
      });
    }
    bool hasTaken = true;
    while (hasTaken) {
      hasTaken = false;
      for (Tree &tree : trees) {
        SmallVector<size_t> others;
        for (auto [index, fit] : llvm::enumerate(tree.fits))
          if (!facts.slice.arguments.contains(getArgument(fit)))
            others.push_back(index);
        if (others.size() != 1)
          continue;
        take(tree, others.front());
        dropTaken();
        hasTaken = true;
        break;
      }
      hasTaken |= takeSingle();
    }
  }

  void match(ArrayRef<unsigned> results) {
    if (!results.empty())
      visit(results, 0);
    // A count that is returned beside the state that holds it fits, too.
    llvm::stable_sort(trees, [](const Tree &a, const Tree &b) {
      return a.fits.front().size() > b.fits.front().size();
    });
    takeUpdated();
    while (takeSingle()) {
    }
    takeRead();
  }
};
} // namespace

llvm::DenseMap<unsigned, unsigned>
mlir::pipe::matchUpdatesByName(const StepFacts &facts, const StepPairs &pairs,
                               ArrayRef<unsigned> results,
                               ArrayRef<unsigned> arguments) {
  NameMatcher matcher(facts, pairs, arguments);
  matcher.match(results);
  return std::move(matcher.argumentOf);
}

llvm::DenseMap<unsigned, unsigned>
mlir::pipe::matchUpdatesByOrder(const StepFacts &facts,
                                ArrayRef<unsigned> results,
                                ArrayRef<unsigned> arguments) {
  llvm::DenseMap<unsigned, unsigned> argumentOf;
  Operation *terminator = facts.body.getTerminator();
  for (unsigned result : results) {
    Type type = terminator->getOperand(result).getType();
    while (!arguments.empty() &&
           facts.body.getArgument(arguments.front()).getType() != type)
      arguments = arguments.drop_front();
    if (arguments.empty())
      return llvm::DenseMap<unsigned, unsigned>();
    argumentOf[result] = arguments.front();
    arguments = arguments.drop_front();
  }
  return argumentOf;
}
