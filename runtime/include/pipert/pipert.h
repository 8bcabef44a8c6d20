//===- pipert.h - C interface of the pipeline runtime -------------*- C -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The runtime of pipelined programs: a world holds P ranks, a rank has one
// context, a context has channels to other ranks. This is the one file to
// include; it brings those that it names at the end.
//
// Rules that hold for every function:
//   - Returns PIPERT_OK (0) or an error code, unless said otherwise. On error
//     no out-parameter is written, and pipert_last_error() of the calling
//     thread says what happened.
//   - Sizes are in bytes, times in nanoseconds; ranks, stages, tasks, channels
//     and micro-batches count from 0.
//   - A context may be used by one thread at a time; different contexts are
//     independent.
//   - Handles are created by *_create and freed by *_destroy; destroying NULL
//     does nothing. Strings and descriptions passed in are copied.
//   - Every struct begins with `struct_size`, which the caller sets to its
//     sizeof. Fields that a smaller (older) struct lacks have their default,
//     which is 0. Arrays of structs are walked in steps of the struct_size of
//     their first element.
//   - What is said of "a stream" or "a memory space" has one value on the
//     transports of this process; see docs/Runtime.md for the calls that each
//     function becomes on CUDA with NCCL, and on MPI.
//
//===----------------------------------------------------------------------===//

#ifndef PIPERT_PIPERT_H
#define PIPERT_PIPERT_H

#include "pipert/base.h"   // Version, status and errors; the handles.
#include "pipert/calls.h"  // The functions that generated code calls.
#include "pipert/memory.h" // Memory beside the segments, copies, streams.
#include "pipert/rank.h"   // Channels, segments and kernels of a rank.
#include "pipert/trace.h"  // Counters and events of a rank.
#include "pipert/world.h"  // Ranks that run together, step by step.

#endif // PIPERT_PIPERT_H
