//===- ProgramLowering.h - Lowering of one program --------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The program of a rank as a function of pipert: its structure is lowered in
// ProgramLowering.cpp, what runs kernels in LowerKernels.cpp and what messages
// are made of in LowerMessages.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_CONVERSION_PROGRAMLOWERING_H
#define PIPE_LIB_CONVERSION_PROGRAMLOWERING_H

#include "SlotAddresses.h"

#include "pipe/Analysis/Program/RequestTables.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/SymbolTable.h"

namespace mlir::pipe {

/// The numbers that the functions of a pipeline share.
struct PipelineNumbers {
  explicit PipelineNumbers(PipelineOp pipeline)
      : tasksByName(pipeline.getTasksByName()) {}

  llvm::DenseMap<StringAttr, int32_t> kernels;
  llvm::DenseMap<Operation *, int32_t> tasks;
  llvm::DenseMap<StringAttr, TaskOp> tasksByName;
};

/// Lowers one program.
class ProgramLowering {
public:
  ProgramLowering(ProgramOp program, PipelineOp pipeline,
                  const PipelineNumbers &numbers, SymbolTable &module);

  /// Adds the function of the program to the module. Fails, with an error, when
  /// the program lacks what earlier passes give it (places in memory, kernels),
  /// or when the name of the function is taken.
  LogicalResult lower();

private:
  LogicalResult createFunction();
  Value loadSegment(SegmentKind kind);
  Value getTable(int64_t word);
  LogicalResult declare(BufferOp buffer);
  std::optional<int64_t> getCallerIndex(BufferOp buffer);

  LogicalResult lowerBlock(Block &block);
  LogicalResult lowerOp(Operation &op);
  LogicalResult lowerLoop(scf::ForOp loop);

  LogicalResult lowerKernel(RunOp run);
  LogicalResult lowerKernel(ZeroOp op);
  LogicalResult lowerKernel(AddOp op);
  LogicalResult lowerKernel(DivideOp op);
  LogicalResult lowerKernel(RoundOp op);
  LogicalResult lowerKernel(CopyOp op);
  template <typename SumOp>
  LogicalResult launchSum(SumOp op, ArrayRef<Value> handles);
  template <typename OwnOp>
  LogicalResult launchOwn(OwnOp op, SmallVector<Value> arguments);
  Value getAddress(RunOp run, Value buffer, AffineMap slot, Value m);
  void launch(FlatSymbolRefAttr kernel, int32_t task, Value microBatch,
              SmallVector<Value> arguments);

  void lowerMessage(SendOp send);
  void lowerMessage(PostOp post);
  void lowerMessage(WaitOp waitOp);
  void lowerMessage(AcquireOp acquire);
  void lowerMessage(ReleaseOp release);
  void lowerMessage(DrainOp drain);
  void lowerMessage(AllReduceOp reduce);
  void lowerMessage(AwaitReducedOp await);
  Value loadRequest(Value requests, Value slot);
  void wait(Value requests, Value slot);
  void forEach(int64_t count, llvm::function_ref<void(Value)> body);

  template <typename ActionOp>
  Value getMicroBatch(ActionOp op) {
    return at.getNumber(op.getMicroBatch(), op.getCoordinates());
  }

  ProgramOp program;
  PipelineOp pipeline;
  const PipelineNumbers &numbers;
  SymbolTable &module;
  ImplicitLocOpBuilder builder;
  llvm::DenseMap<Value, int64_t> channelNumbers;
  llvm::DenseMap<Value, uint32_t> reductionNumbers; ///< Of accumulators.
  RequestTables requestTables;
  Value context, segmentTable, inputTable, outputTable;
  Value workspace, requests;
  llvm::MapVector<Value, LoweredBuffer> buffers;
  IRMapping mapping;
  SlotAddresses at;
};

} // namespace mlir::pipe

#endif // PIPE_LIB_CONVERSION_PROGRAMLOWERING_H
