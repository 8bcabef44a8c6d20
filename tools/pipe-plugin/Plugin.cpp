//===- Plugin.cpp - The passes for the stock mlir-opt ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
//   mlir-opt --load-dialect-plugin=PipePlugin.so
//   --load-pass-plugin=PipePlugin.so
//            --pass-pipeline='builtin.module(pipe-import{batch=x})' model.mlir
//
//===----------------------------------------------------------------------===//

#include "pipe/Pipelines/InitAll.h"

#include "mlir/Config/mlir-config.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/Plugins/DialectPlugin.h"
#include "mlir/Tools/Plugins/PassPlugin.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Compiler.h"

extern "C" LLVM_ATTRIBUTE_WEAK
    LLVM_ATTRIBUTE_VISIBILITY_DEFAULT mlir::DialectPluginLibraryInfo
    mlirGetDialectPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "Pipe", LLVM_VERSION_STRING,
          [](mlir::DialectRegistry *registry) {
            mlir::pipe::registerAllDialects(*registry);
          }};
}

extern "C" LLVM_ATTRIBUTE_WEAK
    LLVM_ATTRIBUTE_VISIBILITY_DEFAULT mlir::PassPluginLibraryInfo
    mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "Pipe", LLVM_VERSION_STRING,
          [] { mlir::pipe::registerAllPasses(); }};
}
