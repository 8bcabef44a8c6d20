//===- PipeGraphOps.cpp - Ops of the task graph ---------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::pipe;

//===----------------------------------------------------------------------===//
// PipelineOp
//===----------------------------------------------------------------------===//

GraphOp PipelineOp::getGraph() {
  auto graphs = getBody().front().getOps<GraphOp>();
  return graphs.empty() ? GraphOp() : *graphs.begin();
}

ScheduleOp PipelineOp::getSchedule() {
  auto schedules = getBody().front().getOps<ScheduleOp>();
  return schedules.empty() ? ScheduleOp() : *schedules.begin();
}

ParamOp PipelineOp::lookupParam(StringRef name) {
  return lookupSymbol<ParamOp>(name);
}

StepOp PipelineOp::getStep() {
  auto steps = getBody().front().getOps<StepOp>();
  return steps.empty() ? StepOp() : *steps.begin();
}

RankedTensorType mlir::pipe::getVariableType(Operation *op) {
  return llvm::TypeSwitch<Operation *, RankedTensorType>(op)
      .Case<ParamOp, StateOp, HyperOp>([](auto variable) {
        return cast<RankedTensorType>(variable.getType());
      })
      .Default(RankedTensorType());
}

SmallVector<TaskOp, 0> PipelineOp::getTasks() {
  SmallVector<TaskOp, 0> tasks(getGraph().getOps<TaskOp>());
  if (StepOp step = getStep())
    llvm::append_range(tasks, step.getOps<TaskOp>());
  return tasks;
}

llvm::DenseMap<StringAttr, TaskOp> PipelineOp::getTasksByName() {
  llvm::DenseMap<StringAttr, TaskOp> tasks;
  for (TaskOp task : getTasks())
    tasks[task.getNameAttr()] = task;
  return tasks;
}

LogicalResult PipelineOp::verifyRegions() {
  // pipeline_c1
  Block &block = getBody().front();
  auto count = [](auto range) { return llvm::range_size(range); };
  if (size_t graphs = count(block.getOps<GraphOp>()); graphs != 1)
    return emitOpError("requires exactly one 'pipe.graph', but has ") << graphs;
  if (size_t steps = count(block.getOps<StepOp>()); steps > 1)
    return emitOpError("requires at most one 'pipe.step', but has ") << steps;
  if (size_t schedules = count(block.getOps<ScheduleOp>()); schedules > 1)
    return emitOpError("requires at most one 'pipe.schedule', but has ")
           << schedules;
  return success();
}

//===----------------------------------------------------------------------===//
// GraphOp
//===----------------------------------------------------------------------===//

ParseResult GraphOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  SmallVector<Attribute> names;
  auto parseInput = [&]() -> ParseResult {
    OpAsmParser::Argument &argument = arguments.emplace_back();
    std::string name;
    if (parser.parseArgument(argument) || parser.parseString(&name) ||
        parser.parseColonType(argument.type))
      return failure();
    names.push_back(parser.getBuilder().getStringAttr(name));
    return success();
  };
  if (parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren,
                                     parseInput) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addAttribute(getInputsAttrName(result.name),
                      parser.getBuilder().getArrayAttr(names));
  return parser.parseRegion(*result.addRegion(), arguments);
}

void GraphOp::print(OpAsmPrinter &printer) {
  printer << " (";
  llvm::interleaveComma(llvm::zip_equal(getBody().getArguments(), getInputs()),
                        printer, [&](auto pair) {
                          auto [argument, name] = pair;
                          printer << argument << ' ' << name << " : "
                                  << argument.getType();
                        });
  printer << ')';
  printer.printOptionalAttrDictWithKeyword((*this)->getAttrs(),
                                           {getInputsAttrName()});
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
}

ReturnOp GraphOp::getReturn() {
  return cast<ReturnOp>(getBody().front().getTerminator());
}

llvm::DenseMap<StringAttr, TaskOp> GraphOp::getTasksByName() {
  llvm::DenseMap<StringAttr, TaskOp> tasks;
  for (TaskOp task : getBody().front().getOps<TaskOp>())
    tasks[task.getNameAttr()] = task;
  return tasks;
}

int64_t GraphOp::getNumStages() {
  int64_t stages = 0;
  for (TaskOp task : getBody().front().getOps<TaskOp>())
    stages = std::max<int64_t>(stages, task.getStage() + 1);
  return stages;
}

/// Checks which tasks the stages have.
static LogicalResult verifyTaskKinds(GraphOp graph) {
  llvm::DenseMap<std::pair<uint32_t, int64_t>, TaskOp> seen;
  auto getKey = [](TaskOp task, TaskKind kind) {
    return std::make_pair(static_cast<uint32_t>(kind),
                          static_cast<int64_t>(task.getStage()));
  };
  // graph_c3
  llvm::DenseMap<StringAttr, TaskOp> names;
  for (TaskOp task : graph.getOps<TaskOp>()) {
    auto [named, isNewName] = names.try_emplace(task.getNameAttr(), task);
    if (!isNewName) {
      InFlightDiagnostic diag = task.emitOpError("has the name @")
                                << task.getName() << ", which is taken";
      diag.attachNote(named->second.getLoc()) << "it is taken here";
      return diag;
    }
    auto [it, isNew] = seen.try_emplace(getKey(task, task.getKind()), task);
    if (isNew)
      continue;
    InFlightDiagnostic diag = task.emitOpError("is a second ")
                              << stringifyTaskKind(task.getKind())
                              << " task of stage " << task.getStage();
    diag.attachNote(it->second.getLoc()) << "the first one is here";
    return diag;
  }
  // graph_c4
  for (TaskOp task : graph.getOps<TaskOp>()) {
    auto whole = seen.find(getKey(task, TaskKind::Backward));
    if (whole == seen.end() || (task.getKind() != TaskKind::InputGradient &&
                                task.getKind() != TaskKind::WeightGradient))
      continue;
    InFlightDiagnostic diag =
        task.emitOpError("is one half of the backward of ")
        << "stage " << task.getStage() << ", which also has a whole one";
    diag.attachNote(whole->second.getLoc()) << "the whole one is here";
    return diag;
  }
  return success();
}

LogicalResult GraphOp::verifyRegions() {
  // graph_c1
  if (getInputs().size() != getBody().getNumArguments())
    return emitOpError("requires one name an input, but has ")
           << getInputs().size() << " names for " << getBody().getNumArguments()
           << " inputs";
  llvm::StringSet<> names;
  for (auto name : getInputs().getAsRange<StringAttr>())
    if (!names.insert(name.getValue()).second)
      return emitOpError("has two inputs named ") << name;
  if (getBody().front().empty() || !isa<ReturnOp>(getBody().front().back()))
    return emitOpError("requires a 'pipe.return' at its end");
  // graph_c2
  for (Operation &op : getBody().front().without_terminator())
    if (!isa<TaskOp>(op))
      return op.emitOpError("is not a 'pipe.task', and a 'pipe.graph' holds "
                            "nothing else");
  return verifyTaskKinds(*this);
}

//===----------------------------------------------------------------------===//
// TaskOp
//===----------------------------------------------------------------------===//

// pipe.task @name KIND stage N [kernel @f] (operands) [params(@a, ...)] [cost
// N]
//   : (types) -> types [attributes {...}] [{ body }]
ParseResult TaskOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  StringRef keyword;
  int64_t stage = 0;
  StringAttr name;
  if (parser.parseSymbolName(name, getNameAttrName(result.name),
                             result.attributes))
    return failure();
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseKeyword(&keyword))
    return failure();
  std::optional<TaskKind> kind = symbolizeTaskKind(keyword);
  if (!kind)
    return parser.emitError(loc, "'") << keyword << "' is not a kind of task";
  if (parser.parseKeyword("stage") || parser.parseInteger(stage))
    return failure();
  result.addAttribute(getKindAttrName(result.name),
                      builder.getI32IntegerAttr(static_cast<int32_t>(*kind)));
  result.addAttribute(getStageAttrName(result.name),
                      builder.getI64IntegerAttr(stage));
  FlatSymbolRefAttr kernel;
  if (succeeded(parser.parseOptionalKeyword("kernel")) &&
      parser.parseAttribute(kernel, getKernelAttrName(result.name),
                            result.attributes))
    return failure();
  SmallVector<OpAsmParser::UnresolvedOperand> operands;
  SmallVector<Attribute> params;
  SMLoc operandLoc = parser.getCurrentLocation();
  if (parser.parseOperandList(operands, OpAsmParser::Delimiter::Paren))
    return failure();
  auto parseParam = [&]() -> ParseResult {
    FlatSymbolRefAttr param;
    if (parser.parseAttribute(param))
      return failure();
    params.push_back(param);
    return success();
  };
  if (succeeded(parser.parseOptionalKeyword("params")) &&
      parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren, parseParam))
    return failure();
  result.addAttribute(getParamsAttrName(result.name),
                      builder.getArrayAttr(params));
  if (succeeded(parser.parseOptionalKeyword("cost"))) {
    int64_t cost = 0;
    if (parser.parseInteger(cost))
      return failure();
    result.addAttribute(getCostAttrName(result.name),
                        builder.getI64IntegerAttr(cost));
  }
  FunctionType type;
  if (parser.parseColonType(type) ||
      parser.parseOptionalAttrDictWithKeyword(result.attributes))
    return failure();
  result.addTypes(type.getResults());
  if (type.getNumInputs() != operands.size())
    return parser.emitError(operandLoc, "has ")
           << operands.size() << " operands for " << type.getNumInputs()
           << " types";
  if (parser.resolveOperands(operands, type.getInputs(), operandLoc,
                             result.operands))
    return failure();
  Region *body = result.addRegion();
  OptionalParseResult parsed = parser.parseOptionalRegion(*body);
  return parsed.has_value() ? *parsed : success();
}

void TaskOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printer.printSymbolName(getName());
  printer << ' ' << stringifyTaskKind(getKind()) << " stage " << getStage();
  if (FlatSymbolRefAttr kernel = getKernelAttr())
    printer << " kernel " << kernel;
  printer << " (" << getOperands() << ')';
  if (!getParams().empty()) {
    printer << " params(";
    llvm::interleaveComma(getParams(), printer);
    printer << ')';
  }
  if (std::optional<uint64_t> cost = getCost())
    printer << " cost " << *cost;
  printer << " : ";
  printer.printFunctionalType(getOperation());
  printer.printOptionalAttrDictWithKeyword(
      (*this)->getAttrs(),
      {getNameAttrName(), getKindAttrName(), getStageAttrName(),
       getKernelAttrName(), getParamsAttrName(), getCostAttrName()});
  if (!getBody().empty()) {
    printer << ' ';
    printer.printRegion(getBody());
  }
}

std::string TaskOp::makeName(TaskKind kind, int64_t stage) {
  return (stringifyTaskKind(kind) + "_" + Twine(stage)).str();
}

SmallVector<Type> TaskOp::getParamTypes() {
  SymbolTable symbols((*this)->getParentOfType<PipelineOp>());
  SmallVector<Type> types;
  for (auto param : getParams().getAsRange<FlatSymbolRefAttr>())
    if (Operation *variable = symbols.lookup(param.getAttr()))
      types.push_back(getVariableType(variable));
  return types;
}

LogicalResult TaskOp::verify() {
  // task_c1
  if (static_cast<int64_t>(getStage()) < 0)
    return emitOpError("requires 'stage' to be non-negative, but got ")
           << static_cast<int64_t>(getStage());
  if (std::optional<uint64_t> cost = getCost();
      cost && static_cast<int64_t>(*cost) < 0)
    return emitOpError("requires 'cost' to be non-negative, but got ")
           << static_cast<int64_t>(*cost);
  // task_c2
  if (getBody().empty() != static_cast<bool>(getKernelAttr()))
    return emitOpError("requires a body or a 'kernel', but has ")
           << (getKernelAttr() ? "both" : "neither");
  // task_c5
  if (isa<GraphOp>((*this)->getParentOp()) && getKind() == TaskKind::Update)
    return emitOpError("updates parameters, which is done once a step: it "
                       "belongs in 'pipe.step'");
  return success();
}

LogicalResult TaskOp::verifySymbolUses(SymbolTableCollection &symbols) {
  // task_c4
  Operation *pipeline = (*this)->getParentOfType<PipelineOp>();
  bool isInStep = isa<StepOp>((*this)->getParentOp());
  SmallVector<Type> expected(getOperandTypes());
  for (auto name : getParams().getAsRange<FlatSymbolRefAttr>()) {
    Operation *variable = symbols.lookupSymbolIn(pipeline, name);
    RankedTensorType type =
        variable ? getVariableType(variable) : RankedTensorType();
    if (!type || (!isInStep && isa<StateOp>(variable)))
      return emitOpError("uses the parameter ")
             << name << ", but the pipeline has no such 'pipe.param'"
             << (isInStep ? ", 'pipe.state' or 'pipe.hyper'"
                          : " or 'pipe.hyper'");
    expected.push_back(type);
  }
  // task_c3
  Block *body = getBodyBlock();
  if (body && TypeRange(expected) != TypeRange(body->getArgumentTypes()))
    return emitOpError("requires the body to take the operands and parameters ")
           << expected << ", but it takes "
           << SmallVector<Type>(body->getArgumentTypes());
  return success();
}

LogicalResult TaskOp::verifyRegions() {
  Block *body = getBodyBlock();
  if (!body)
    return success();
  auto yield =
      dyn_cast_or_null<YieldOp>(body->empty() ? nullptr : &body->back());
  if (!yield)
    return emitOpError("requires the body to end in a 'pipe.yield'");
  if (yield.getOperandTypes() != getResultTypes()) {
    InFlightDiagnostic diag = emitOpError("has the results ")
                              << SmallVector<Type>(getResultTypes());
    diag.attachNote(yield.getLoc())
        << "but the body yields " << SmallVector<Type>(yield.getOperandTypes());
    return diag;
  }
  return success();
}
