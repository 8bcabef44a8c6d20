//===- plan.c - A model is planned from C ---------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// RUN: pipe-capi-test | FileCheck %s

#include "pipe-c/Dialects.h"
#include "pipe-c/Registration.h"

#include "mlir-c/Diagnostics.h"
#include "mlir-c/Pass.h"

#include <stdio.h>

static const char *const model =
    "func.func @main(%w0: tensor<4xf32> {pipe.name = \"w0\"},\n"
    "                %w1: tensor<4xf32> {pipe.name = \"w1\"},\n"
    "                %x: tensor<4xf32> {pipe.name = \"x\"})\n"
    "    -> (tensor<f32> {pipe.name = \"loss\"},\n"
    "        tensor<4xf32> {pipe.gradient = \"w0\"},\n"
    "        tensor<4xf32> {pipe.gradient = \"w1\"}) {\n"
    "  %h = \"m.layer\"(%x, %w0)\n"
    "      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>\n"
    "  %p = \"m.layer\"(%h, %w1)\n"
    "      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>\n"
    "  %l = \"m.loss\"(%p) : (tensor<4xf32>) -> tensor<f32>\n"
    "  %d1 = \"m.grad\"(%p, %h)\n"
    "      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>\n"
    "  %d0 = \"m.grad\"(%d1, %x)\n"
    "      : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>\n"
    "  return %l, %d0, %d1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>\n"
    "}\n";

static void print(MlirStringRef text, void *userData) {
  fwrite(text.data, 1, text.length, userData);
}

static MlirLogicalResult printDiagnostic(MlirDiagnostic diagnostic,
                                         void *userData) {
  if (mlirDiagnosticGetSeverity(diagnostic) == MlirDiagnosticError) {
    mlirDiagnosticPrint(diagnostic, print, userData);
    fputs("\n", userData);
  }
  return mlirLogicalResultSuccess();
}

static MlirWalkResult printProgram(MlirOperation op, void *userData) {
  if (mlirStringRefEqual(mlirIdentifierStr(mlirOperationGetName(op)),
                         mlirStringRefCreateFromCString("pipe.program"))) {
    MlirAttribute rank = mlirOperationGetAttributeByName(
        op, mlirStringRefCreateFromCString("rank"));
    fputs("program of rank ", userData);
    mlirAttributePrint(rank, print, userData);
    fputs("\n", userData);
  }
  return MlirWalkResultAdvance;
}

// Runs a pipeline on the model and prints for which ranks there are programs.
static void plan(MlirContext context, const char *pipeline) {
  MlirModule module =
      mlirModuleCreateParse(context, mlirStringRefCreateFromCString(model));
  MlirPassManager manager = mlirPassManagerCreate(context);
  if (mlirLogicalResultIsFailure(mlirOpPassManagerAddPipeline(
          mlirPassManagerGetAsOpPassManager(manager),
          mlirStringRefCreateFromCString(pipeline), print, stdout)))
    puts("no such pipeline");
  else if (mlirLogicalResultIsFailure(
               mlirPassManagerRunOnOp(manager, mlirModuleGetOperation(module))))
    puts("failed");
  else
    mlirOperationWalk(mlirModuleGetOperation(module), printProgram, stdout,
                      MlirWalkPreOrder);
  mlirPassManagerDestroy(manager);
  mlirModuleDestroy(module);
}

int main(void) {
  mlirRegisterPipePasses();
  MlirDialectRegistry registry = mlirDialectRegistryCreate();
  mlirRegisterPipeDialects(registry);
  MlirContext context =
      mlirContextCreateWithRegistry(registry, /*threadingEnabled=*/false);
  mlirDialectRegistryDestroy(registry);
  mlirContextSetAllowUnregisteredDialects(context, true);
  mlirContextAttachDiagnosticHandler(context, printDiagnostic, stdout, NULL);

  // CHECK: loaded pipe
  // CHECK: loaded pipert
  MlirDialectHandle handles[] = {mlirGetDialectHandle__pipe__(),
                                 mlirGetDialectHandle__pipert__()};
  for (int i = 0; i < 2; ++i) {
    MlirDialect dialect = mlirDialectHandleLoadDialect(handles[i], context);
    fputs("loaded ", stdout);
    print(mlirDialectGetNamespace(dialect), stdout);
    fputs("\n", stdout);
  }

  // CHECK: program of rank 0
  // CHECK: program of rank 1
  // CHECK-NOT: program
  plan(context, "pipe-plan-pipeline{batch=x ranks=2 micro-batches=4 "
                "schedule=1f1b pure-dialects=m}");

  // CHECK: unknown schedule '2f2b'
  // CHECK: failed
  plan(context, "pipe-plan-pipeline{batch=x ranks=2 micro-batches=4 "
                "schedule=2f2b pure-dialects=m}");

  // CHECK: failed to add `pipe-plan-pipeline` with options `sanks=2`
  // CHECK: no such pipeline
  plan(context, "pipe-plan-pipeline{sanks=2}");

  mlirContextDestroy(context);
  return 0;
}
