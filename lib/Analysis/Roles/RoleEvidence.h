//===- RoleEvidence.h - What tells the roles --------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_ANALYSIS_ROLES_ROLEEVIDENCE_H
#define PIPE_LIB_ANALYSIS_ROLES_ROLEEVIDENCE_H

#include "pipe/Analysis/Roles/Roles.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

namespace mlir::pipe {

/// The keys that lead to a leaf of a tree of tensors, outermost first:
/// `result[1]['w0'].bias` is {result, 1, w0, bias}.
using TreePath = SmallVector<std::string>;

/// Reads brackets and dots. Words that mark a gradient (`grad_w`, `w_grad`,
/// `w.grad`) become a key in front: {grad, w}.
TreePath parseTreePath(StringRef name);

/// True for a result beside a loss that is the first of a tuple inside of the
/// results (`result[0][0]`), as jax.value_and_grad(has_aux=True) returns it.
bool isAuxiliary(const TreePath &path, const TreePath &loss);

/// The names of the arguments or of the results of a function.
class NameTable {
public:
  /// \param word  "argument" or "result"
  NameTable(ArrayRef<std::string> names, StringRef word);

  /// What `name` means, as `resolveNames` says; empty when it means nothing.
  SmallVector<unsigned> find(StringRef name) const;

private:
  /// "arg3" where no argument is called so.
  std::optional<unsigned> findPlace(StringRef name) const;

  ArrayRef<std::string> names;
  StringRef word;
  llvm::StringMap<unsigned> places;
};

/// What the loss is computed from.
struct LossSlice {
  llvm::DenseSet<unsigned> arguments;  ///< numbers of arguments
  llvm::DenseSet<Operation *> ops;     ///< at the top level of the function
  llvm::DenseSet<Value> ofBatch;       ///< values that depend on a batch
  llvm::DenseSet<Value> ofAnyArgument; ///< values that are no constants
  /// Values that depend on an argument that the loss does not depend on, as no
  /// gradient of it does.
  llvm::DenseSet<Value> ofOthers;

  bool isConstant(Value value) const { return !ofAnyArgument.contains(value); }
  /// True for arguments, constants and what is computed on the way to the loss.
  bool isForward(Value value) const {
    Operation *maker = value.getDefiningOp();
    return !maker || ops.contains(maker) || isConstant(value);
  }
};

/// \param loss     number of the result that is the loss
/// \param isBatch  of each argument
LossSlice computeLossSlice(func::FuncOp func, unsigned loss,
                           ArrayRef<bool> isBatch);

/// The argument that `value` is a new value of, as optimizers compute it: the
/// argument, times a constant from 1/2 to 1, minus something that depends on a
/// batch. Nothing for other values, among them gradients with a term of weight
/// decay, to which something is added.
std::optional<unsigned> findUpdatedArgument(Value value,
                                            const LossSlice &slice);

/// True for `argument` itself, also plus or minus zeros, as an optimizer leaves
/// a parameter alone that it is told to freeze.
bool isKept(Value value, BlockArgument argument);

/// What matching knows and decides. Results and arguments are numbers.
struct GradientMatch {
  func::FuncOp func;
  ModelRoles &roles;
  const LossSlice &slice;
  unsigned loss;
  /// Results that may become gradients: floating point, no role given.
  SmallVector<unsigned> results = {};
  /// Arguments that may have a gradient.
  SmallVector<unsigned> arguments = {};
  /// The argument of each result that was matched.
  llvm::DenseMap<unsigned, unsigned> argumentOf =
      llvm::DenseMap<unsigned, unsigned>();
  /// The error when names fit two trees.
  std::string twoTrees = "";

  Value getResult(unsigned i) {
    return getBody().getTerminator()->getOperand(i);
  }
  Type getArgumentType(unsigned i) {
    return getBody().getArgument(i).getType();
  }
  /// True for a parameter that is returned as it is, beside the gradients.
  bool isPassedThrough(unsigned result, unsigned argument) {
    return getResult(result) == getBody().getArgument(argument);
  }
  Block &getBody() { return func.getBody().front(); }
};

/// Matches results with arguments that have the same place in a tree. Sets
/// `twoTrees` when two trees of arguments fit.
/// \errors emits one when two trees of results fit one of arguments.
LogicalResult matchByName(GradientMatch &match);

/// True when names have matched some results, and there are others like them:
/// computed from a batch behind the loss, of the type of a parameter that has
/// no gradient yet. `model.states[0][3]` and `result[1]['b'].states[0][0]` are
/// names that say nothing of each other.
bool isMatchOpen(GradientMatch &match);

/// Matches by order and type, where no name contradicts. Where names fit two
/// trees, these have to be all and in the order of their results, as
/// `jax.value_and_grad(loss, argnums=(0, 1))` gives them.
/// \errors emits one that names the options when it is open which results are
///         meant.
LogicalResult matchByOrder(GradientMatch &match);

/// "'x', 'y'" for a message; many names are cut short.
std::string listNames(ArrayRef<std::string> names);

} // namespace mlir::pipe

#endif // PIPE_LIB_ANALYSIS_ROLES_ROLEEVIDENCE_H
