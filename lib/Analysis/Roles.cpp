//===- Roles.cpp - What the arguments and results of a model are ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Roles.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace mlir::pipe;

static bool isScalarFloat(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && tensor.getRank() == 0 &&
         isa<FloatType>(tensor.getElementType());
}

namespace {
struct RoleFinder {
  func::FuncOp func;
  const RoleOptions &options;
  ModelRoles roles;
  std::optional<unsigned> loss;

  /// "'x', 'y'" for a message.
  template <typename Range>
  static std::string listNames(const Range &range) {
    std::string text;
    for (const auto &role : range)
      text += (text.empty() ? "'" : ", '") + role.name + "'";
    return text;
  }

  ArgumentRole *lookupArgument(StringRef name) {
    auto *it = llvm::find_if(roles.arguments, [&](const ArgumentRole &role) {
      return role.name == name;
    });
    return it == roles.arguments.end() ? nullptr : it;
  }

  LogicalResult setBatch(unsigned index, int64_t dim) {
    ArgumentRole &role = roles.arguments[index];
    int64_t rank =
        cast<RankedTensorType>(func.getArgument(index).getType()).getRank();
    if (dim < 0 || dim >= rank)
      return mlir::emitError(func.getLoc())
             << "the batch '" << role.name << "' has no dimension " << dim
             << " along which micro-batches could be stacked, its type is "
             << func.getArgument(index).getType();
    if (func.getArgAttr(index, kParameterAttr) ||
        llvm::is_contained(options.parameters, role.name))
      return mlir::emitError(func.getLoc())
             << "the argument '" << role.name
             << "' is said to be a parameter and a batch";
    role.batchDim = dim;
    return success();
  }

  LogicalResult checkExist(ArrayRef<std::string> names, StringRef option) {
    for (const std::string &name : names)
      if (!lookupArgument(name))
        return mlir::emitError(func.getLoc())
               << "there is no argument '" << name << "' as '" << option
               << "' says; the arguments are " << listNames(roles.arguments);
    return success();
  }

  LogicalResult findArguments() {
    FailureOr<SmallVector<std::string>> names = getArgumentNames(func);
    if (failed(names))
      return failure();
    for (std::string &name : *names)
      roles.arguments.push_back({std::move(name), std::nullopt});
    if (failed(checkExist(options.batch, "batch")) ||
        failed(checkExist(options.parameters, "parameters")))
      return failure();
    for (auto [i, role] : llvm::enumerate(roles.arguments)) {
      Attribute attribute = func.getArgAttr(i, kBatchAttr);
      auto dim = dyn_cast_or_null<IntegerAttr>(attribute);
      bool isNamed = llvm::is_contained(options.batch, role.name);
      if ((attribute || isNamed) && failed(setBatch(i, dim ? dim.getInt() : 0)))
        return failure();
    }
    if (llvm::none_of(roles.arguments, [](const ArgumentRole &role) {
          return role.batchDim.has_value();
        }))
      return mlir::emitError(func.getLoc())
             << "no argument is a batch; name it with "
                "'batch=NAME,...', the arguments are "
             << listNames(roles.arguments);
    return success();
  }

  LogicalResult findGivenResults() {
    FailureOr<SmallVector<std::string>> names = getResultNames(func);
    if (failed(names))
      return failure();
    for (auto [i, name] : llvm::enumerate(*names)) {
      ResultRole &role = roles.results.emplace_back();
      role.name = name;
      bool isLoss = options.loss.empty()
                        ? func.getResultAttr(i, kLossAttr) != nullptr
                        : options.loss == name;
      if (isLoss && loss)
        return mlir::emitError(func.getLoc())
               << "the results '" << roles.results[*loss].name << "' and '"
               << name << "' are both said to be the loss";
      if (isLoss)
        loss = i;
      if (auto given = func.getResultAttrOfType<StringAttr>(i, kGradientAttr)) {
        role.kind = ResultKind::Gradient;
        role.parameter = given.str();
      }
    }
    if (!options.loss.empty() && !loss)
      return mlir::emitError(func.getLoc())
             << "there is no result '" << options.loss
             << "' as 'loss' says; the results are "
             << listNames(roles.results);
    return success();
  }

  bool hasGradients() const {
    return llvm::any_of(roles.results, [](const ResultRole &role) {
      return role.kind == ResultKind::Gradient;
    });
  }

  /// Parameters that the results other than `lossIndex` are the gradients of;
  /// nothing when they do not match one to one in order and type.
  std::optional<SmallVector<unsigned>> match(int64_t lossIndex) {
    SmallVector<unsigned> parameters;
    for (auto [i, role] : llvm::enumerate(roles.arguments))
      if (!role.batchDim)
        parameters.push_back(i);
    size_t next = 0;
    for (auto [i, type] : llvm::enumerate(func.getResultTypes())) {
      if (static_cast<int64_t>(i) == lossIndex)
        continue;
      if (next == parameters.size() ||
          func.getArgument(parameters[next]).getType() != type)
        return std::nullopt;
      ++next;
    }
    if (next != parameters.size() || next == 0)
      return std::nullopt;
    return parameters;
  }

  void findDefaultLoss() {
    if (loss || hasGradients())
      return;
    SmallVector<unsigned> scalars;
    for (auto [i, type] : llvm::enumerate(func.getResultTypes()))
      if (isScalarFloat(type))
        scalars.push_back(i);
    if (scalars.size() == 1)
      loss = scalars.front();
  }

  void findDefaultGradients() {
    if (!loss || hasGradients())
      return;
    std::optional<SmallVector<unsigned>> parameters = match(*loss);
    if (!parameters)
      return;
    unsigned next = 0;
    for (auto [i, role] : llvm::enumerate(roles.results)) {
      if (i == *loss)
        continue;
      role.kind = ResultKind::Gradient;
      role.parameter = roles.arguments[(*parameters)[next++]].name;
    }
  }

  /// True when the results look like those of a training step whose loss is not
  /// known.
  bool looksLikeTraining() {
    if (hasGradients() || (func.getNumResults() > 1 && match(-1)))
      return true;
    for (unsigned i = 0; i < func.getNumResults(); ++i)
      if (func.getNumResults() > 1 && match(i))
        return true;
    return false;
  }

  LogicalResult checkGradients() {
    llvm::StringSet<> seen;
    for (auto [i, role] : llvm::enumerate(roles.results)) {
      if (role.kind != ResultKind::Gradient)
        continue;
      ArgumentRole *argument = lookupArgument(role.parameter);
      if (!argument || argument->batchDim)
        return mlir::emitError(func.getLoc())
               << "the result '" << role.name << "' is the gradient of '"
               << role.parameter << "', which is "
               << (argument ? "a batch" : "no argument")
               << " and not a parameter";
      Type type =
          func.getArgument(argument - roles.arguments.begin()).getType();
      if (type != func.getResultTypes()[i])
        return mlir::emitError(func.getLoc())
               << "the gradient of '" << role.parameter << "' has the type "
               << func.getResultTypes()[i] << ", but the parameter has "
               << type;
      if (!seen.insert(role.parameter).second)
        return mlir::emitError(func.getLoc())
               << "the parameter '" << role.parameter << "' has two gradients";
    }
    return success();
  }

  LogicalResult findResults() {
    if (failed(findGivenResults()))
      return failure();
    findDefaultLoss();
    findDefaultGradients();
    bool wantsTraining = options.mode == "train" ||
                         (options.mode != "infer" && looksLikeTraining());
    if (wantsTraining && !loss)
      return mlir::emitError(func.getLoc())
             << "no result is known to be the loss; name it with 'loss=NAME', "
                "the results are "
             << listNames(roles.results) << " (or say 'mode=infer')";
    if (options.mode == "train" && !hasGradients())
      return mlir::emitError(func.getLoc())
             << "'mode=train' needs gradients among the results, but the "
                "results other than the loss do not match the parameters one "
                "to "
                "one in order and type; name them with 'pipe.gradient'";
    roles.isTraining = options.mode != "infer" && hasGradients();
    if (failed(checkGradients()))
      return failure();
    nameLoss();
    return success();
  }

  void nameLoss() {
    for (auto [i, role] : llvm::enumerate(roles.results)) {
      if (!roles.isTraining)
        role.kind = ResultKind::Output;
      else if (i == *loss)
        role.kind = ResultKind::Loss;
    }
    bool isTaken = llvm::any_of(roles.results, [](const ResultRole &role) {
      return role.name == "loss";
    });
    if (loss && !isTaken && !func.getResultAttr(*loss, kNameAttr))
      roles.results[*loss].name = "loss";
  }
};
} // namespace

FailureOr<ModelRoles> mlir::pipe::findRoles(func::FuncOp func,
                                            const RoleOptions &options) {
  RoleFinder finder{func, options, {}, {}};
  if (failed(finder.findArguments()) || failed(finder.findResults()))
    return failure();
  return std::move(finder.roles);
}

void mlir::pipe::writeRoles(func::FuncOp func, const ModelRoles &roles) {
  Builder builder(func.getContext());
  for (auto [i, role] : llvm::enumerate(roles.arguments)) {
    func.setArgAttr(i, kNameAttr, builder.getStringAttr(role.name));
    if (role.batchDim)
      func.setArgAttr(i, kBatchAttr, builder.getI64IntegerAttr(*role.batchDim));
    else
      func.setArgAttr(i, kParameterAttr, builder.getUnitAttr());
  }
  for (auto [i, role] : llvm::enumerate(roles.results)) {
    func.setResultAttr(i, kNameAttr, builder.getStringAttr(role.name));
    for (StringRef name : {kLossAttr, kGradientAttr, kOutputAttr})
      func.removeResultAttr(i, builder.getStringAttr(name));
    if (role.kind == ResultKind::Loss)
      func.setResultAttr(i, kLossAttr, builder.getUnitAttr());
    else if (role.kind == ResultKind::Gradient)
      func.setResultAttr(i, kGradientAttr,
                         builder.getStringAttr(role.parameter));
    else
      func.setResultAttr(i, kOutputAttr, builder.getUnitAttr());
  }
}
