//===- ParseAdvice.cpp - Advice on files that do not parse ----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ParseAdvice.h"

#include "llvm/ADT/STLExtras.h"

using namespace mlir::pipe;
using llvm::StringRef;

/// What an older MLIR printed in another way.
static std::optional<std::string> explainOldSyntax(StringRef line) {
  if (line.contains("tensor.expand_shape") && !line.contains("output_shape"))
    return "the file was printed by an older MLIR: 'tensor.expand_shape' names "
           "its 'output_shape' since LLVM 19; print it with a newer one";
  if (line.contains("tosa.const") && line.contains("value =") &&
      !line.contains("values ="))
    return "the file was printed by an older MLIR: the attribute 'value' of "
           "'tosa.const' is called 'values' since LLVM 21; print it with a "
           "newer one";
  for (StringRef name : {"arith.maxf", "arith.minf"})
    if (line.contains(name))
      return "the file was printed by an older MLIR: '" + name.str() +
             "' is called '" + name.drop_back().str() +
             "imumf' since LLVM 18; print it with a newer one";
  return std::nullopt;
}

/// What a newer MLIR prints in another way and is not read like this.
static std::optional<std::string> explainNewSyntax(StringRef message,
                                                   StringRef line) {
  const std::string flag = "--mlir-print-elementsattrs-with-hex-if-larger=-1";
  if (message.contains("hex data size is invalid") && line.contains("xi1>"))
    return "a constant of i1 has a bit for each element or, from a newer MLIR, "
           "a byte that is 0 or 1; this one has neither; print the model "
           "with " +
           flag;
  if (message.contains("is newer than the current version"))
    return "the bytecode is of a newer MLIR; print the model as text, with " +
           flag;
  return std::nullopt;
}

/// Returns the dialect of an op whose own syntax nobody here knows.
static StringRef findUnknownDialect(StringRef message) {
  StringRef rest = message;
  // "Dialect `m' not found for custom op 'm.op'"
  if (rest.consume_front("Dialect `") && rest.contains("' not found for"))
    return rest.take_until([](char c) { return c == '\''; });
  // Of a portable artifact: "dialect 'vhlo' does not implement the bytecode
  // interface"
  rest = message;
  if (rest.consume_front("dialect '") && rest.contains("' does not implement"))
    return rest.take_until([](char c) { return c == '\''; });
  // The only one of that dialect that is known is an identity.
  return rest.starts_with("custom op 'util.") ? "util" : "";
}

/// How models come to linalg from a front end that has such ops.
static StringRef getConversion(StringRef dialect) {
  if (llvm::is_contained({"torch", "torch_c", "tm_tensor"}, dialect))
    return "print it with torch-mlir's output_type=\"linalg-on-tensors\"";
  return "convert these ops first";
}

static bool isStableHLO(StringRef dialect) {
  return llvm::is_contained({"stablehlo", "chlo", "vhlo", "mhlo", "sdy"},
                            dialect);
}

static constexpr char kBytecode[] =
    "the file is bytecode, which only StableHLO's own library reads";

/// How JAX prints what is read here.
static std::string explainStableHLO(StringRef what) {
  return what.str() +
         "; pipe-compile reads StableHLO in its generic form, which JAX prints "
         "with jax.jit(step).lower(...).compiler_ir().operation.get_asm("
         "print_generic_op_form=True, enable_debug_info=True)";
}

static std::optional<std::string> explainForeignOp(StringRef message) {
  StringRef dialect = findUnknownDialect(message);
  if (dialect.empty())
    return std::nullopt;
  if (isStableHLO(dialect))
    return explainStableHLO(message.contains("bytecode")
                                ? kBytecode
                                : "the file has ops of '" + dialect.str() +
                                      "' in their own syntax");
  return "pipe-compile makes code of models in linalg on tensors, and the file "
         "has ops of '" +
         dialect.str() + "'; " + getConversion(dialect).str() +
         "; to be cut only, by pipe-opt --allow-unregistered-dialect, they "
         "must be in the generic form, which --mlir-print-op-generic prints";
}

std::optional<std::string> mlir::pipe::explainBytecode(ModuleOp module) {
  WalkResult walk = module.walk([](Operation *op) {
    return isStableHLO(op->getName().getDialectNamespace())
               ? WalkResult::interrupt()
               : WalkResult::advance();
  });
  if (!walk.wasInterrupted())
    return std::nullopt;
  return explainStableHLO(kBytecode);
}

std::optional<std::string> mlir::pipe::explainParseError(StringRef message,
                                                         StringRef line) {
  if (std::optional<std::string> advice = explainOldSyntax(line))
    return advice;
  if (std::optional<std::string> advice = explainNewSyntax(message, line))
    return advice;
  return explainForeignOp(message);
}
