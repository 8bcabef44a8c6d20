//===- RoleNames.cpp - Names of arguments and results ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Roles/Roles.h"

#include "pipe/Analysis/OpFacts/OpNames.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

/// Names that are not given are made unique; given ones must be.
static FailureOr<SmallVector<std::string>>
makeNames(func::FuncOp func, StringRef word, unsigned count,
          llvm::function_ref<StringAttr(unsigned)> getGiven,
          llvm::function_ref<std::string(unsigned)> getFromLocation) {
  SmallVector<std::string> names(count);
  llvm::StringSet<> taken;
  for (unsigned i = 0; i < count; ++i) {
    StringAttr given = getGiven(i);
    if (!given)
      continue;
    names[i] = given.str();
    if (names[i].empty() || !taken.insert(names[i]).second)
      return mlir::emitError(func.getLoc())
             << "two " << word << "s are named '" << names[i]
             << "'; names in 'pipe.name' must differ and not "
                "be empty";
  }
  for (unsigned i = 0; i < count; ++i) {
    if (!names[i].empty())
      continue;
    std::string name = getFromLocation(i);
    if (!name.empty() && taken.insert(name).second)
      names[i] = name;
  }
  StringRef prefix = word == "argument" ? "arg" : "result";
  for (unsigned i = 0; i < count; ++i) {
    std::string suffix;
    while (names[i].empty()) {
      std::string name = (prefix + Twine(i) + suffix).str();
      if (taken.insert(name).second)
        names[i] = name;
      suffix += "_";
    }
  }
  return names;
}

FailureOr<SmallVector<std::string>>
mlir::pipe::getArgumentNames(func::FuncOp func) {
  return makeNames(
      func, "argument", func.getNumArguments(),
      [&](unsigned i) {
        return func.getArgAttrOfType<StringAttr>(i, kNameAttr);
      },
      [&](unsigned i) {
        return getLocationName(func.getArgument(i).getLoc());
      });
}

/// JAX's name for a result, its place in the tree that the function returns.
static constexpr StringLiteral kJaxResultInfo = "jax.result_info";

/// "logits" is a name that somebody gave; "jit(f)/add" is where an op came
/// from.
static bool isPlainName(StringRef name) {
  return !name.empty() && (llvm::isAlpha(name[0]) || name[0] == '_') &&
         llvm::all_of(name, [](char c) {
           return llvm::isAlnum(c) || StringRef("_.-").contains(c);
         });
}

FailureOr<SmallVector<std::string>>
mlir::pipe::getResultNames(func::FuncOp func) {
  Operation *terminator = func.getBody().front().getTerminator();
  return makeNames(
      func, "result", func.getNumResults(),
      [&](unsigned i) {
        return func.getResultAttrOfType<StringAttr>(i, kNameAttr);
      },
      [&](unsigned i) {
        if (auto info = func.getResultAttrOfType<StringAttr>(i, kJaxResultInfo))
          return info.str();
        Operation *maker = terminator->getOperand(i).getDefiningOp();
        std::string name = maker ? getLocationName(maker->getLoc()) : "";
        return isPlainName(name) ? name : std::string();
      });
}
