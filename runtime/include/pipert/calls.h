//===- calls.h - What generated code calls ------------------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_CALLS_H
#define PIPERT_CALLS_H

#include "pipert/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PIPERT_C_VOID void
#define PIPERT_C_STATUS pipert_status_t
#define PIPERT_C_CONTEXT pipert_context_t *
#define PIPERT_C_IN const void *
#define PIPERT_C_TEXT const char *
#define PIPERT_C_BUFFER void *
#define PIPERT_C_POINTERS void *const *
#define PIPERT_C_OUT_POINTER void **
#define PIPERT_C_OUT_REQUEST uint64_t *
#define PIPERT_C_REQUEST uint64_t
#define PIPERT_C_I32 int32_t
#define PIPERT_C_I64 int64_t
#define PIPERT_C_U64 uint64_t
#define PIPERT_C_F32 float
#define PIPERT_C_F64 double
#define PIPERT_C_IN_F32 const float *
#define PIPERT_C_IN_F64 const double *
#define PIPERT_C_BUFFER_F32 float *
#define PIPERT_C_BUFFER_F64 double *

#define PIPERT_PARAMETER(TYPE, NAME) PIPERT_C_##TYPE NAME
#define PIPERT_FUNCTION(NAME, RESULT, ...)                                     \
  PIPERT_API PIPERT_C_##RESULT pipert_##NAME(__VA_ARGS__);
#include "pipert/pipert_functions.def"

#ifdef __cplusplus
}
#endif

#endif // PIPERT_CALLS_H
