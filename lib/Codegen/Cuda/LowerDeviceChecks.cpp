//===- LowerDeviceChecks.cpp - Checks report in device memory -------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DeviceCode.h"
#include "pipe/Codegen/Cuda/Passes.h"
#include "pipe/Dialect/PipeRT/IR/PipeRT.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/MapVector.h"

namespace mlir::pipe {
#define GEN_PASS_DEF_LOWERDEVICECHECKSPASS
#include "pipe/Codegen/Cuda/Passes.h.inc"
} // namespace mlir::pipe

using namespace mlir;
using namespace mlir::pipe;

namespace {
struct LowerDeviceChecksPass
    : public pipe::impl::LowerDeviceChecksPassBase<LowerDeviceChecksPass> {
  using Base::Base;

  void runOnOperation() override {
    llvm::MapVector<StringAttr, int32_t> places;
    llvm::DenseSet<StringAttr> reporting;
    for (func::FuncOp function : getDeviceFunctions(getOperation())) {
      SmallVector<Operation *> checks;
      function.walk([&](Operation *op) {
        if (isa<pipert::CheckIndexOp, pipert::CheckAssertionOp>(op))
          checks.push_back(op);
      });
      if (checks.empty())
        continue;
      reporting.insert(function.getSymNameAttr());
      auto pointer = LLVM::LLVMPointerType::get(&getContext());
      // A function without results takes an argument at any place.
      (void)function.insertArgument(function.getNumArguments(), pointer, {},
                                    function.getLoc());
      Value fault = function.getArguments().back();
      for (Operation *check : checks) {
        auto place = check->getAttrOfType<StringAttr>("place");
        int32_t next = static_cast<int32_t>(places.size());
        lower(check, places.try_emplace(place, next).first->second, fault);
      }
    }
    passFaults(reporting);
    if (places.empty())
      return;
    SmallVector<Attribute> texts;
    for (auto &[text, number] : places)
      texts.push_back(text);
    getOperation()->setAttr(kPlacesAttr, ArrayAttr::get(&getContext(), texts));
  }

  /// Gives launches of functions that report the address for it.
  void passFaults(const llvm::DenseSet<StringAttr> &reporting) {
    SmallVector<pipert::GpuLaunchOp> launches;
    getOperation().walk([&](pipert::GpuLaunchOp launch) {
      if (reporting.contains(launch.getFunction().getLeafReference()))
        launches.push_back(launch);
    });
    for (pipert::GpuLaunchOp launch : launches) {
      OpBuilder builder(launch);
      Value fault = pipert::GpuFaultOp::create(
          builder, launch.getLoc(), LLVM::LLVMPointerType::get(&getContext()));
      launch.getArgumentsMutable().append(fault);
    }
  }

  void lower(Operation *check, int32_t place, Value fault) {
    if (auto index = dyn_cast<pipert::CheckIndexOp>(check))
      lower(index, place, fault);
    else
      lower(cast<pipert::CheckAssertionOp>(check), place, fault);
  }

  void lower(pipert::CheckIndexOp check, int32_t place, Value fault) {
    ImplicitLocOpBuilder builder(check.getLoc(), check);
    Value bound = arith::ConstantIndexOp::create(builder, check.getBound());
    Value index = check.getIndex();
    // Unsigned, a negative index is too large as well.
    Value good =
        arith::CmpIOp::create(builder, arith::CmpIPredicate::ult, index, bound);
    auto keep = [&](OpBuilder &nested, Location loc) {
      scf::YieldOp::create(nested, loc, index);
    };
    auto tell = [&](OpBuilder &nested, Location loc) {
      ImplicitLocOpBuilder inner(loc, nested);
      Value number =
          arith::IndexCastOp::create(inner, inner.getI64Type(), index);
      report(inner, fault, place, number, check.getBound());
      scf::YieldOp::create(
          inner, arith::ConstantIndexOp::create(inner, 0).getResult());
    };
    auto branch = scf::IfOp::create(builder, good, keep, tell);
    check.replaceAllUsesWith(branch.getResult(0));
    check.erase();
  }

  void lower(pipert::CheckAssertionOp assertion, int32_t place, Value fault) {
    ImplicitLocOpBuilder builder(assertion.getLoc(), assertion);
    Value condition = assertion.getCondition();
    auto keep = [&](OpBuilder &nested, Location loc) {
      scf::YieldOp::create(nested, loc);
    };
    auto tell = [&](OpBuilder &nested, Location loc) {
      ImplicitLocOpBuilder inner(loc, nested);
      Value zero = getConstant(inner, inner.getI64Type(), 0);
      report(inner, fault, place, zero, /*bound=*/-1);
      scf::YieldOp::create(inner);
    };
    scf::IfOp::create(builder, condition, keep, tell);
    assertion.replaceAllUsesWith(condition);
    assertion.erase();
  }

  static Value getConstant(ImplicitLocOpBuilder &builder, Type type,
                           int64_t value) {
    return arith::ConstantOp::create(builder,
                                     builder.getIntegerAttr(type, value));
  }

  /// Writes the fields of a pipert_gpu_fault_t, unless there is a report.
  static void report(ImplicitLocOpBuilder &builder, Value fault, int32_t place,
                     Value index, int64_t bound) {
    Type i32 = builder.getI32Type(), i64 = builder.getI64Type();
    auto exchange = LLVM::AtomicCmpXchgOp::create(
        builder, fault, getConstant(builder, i32, 0),
        getConstant(builder, i32, 1), LLVM::AtomicOrdering::monotonic,
        LLVM::AtomicOrdering::monotonic);
    Value isFirst =
        LLVM::ExtractValueOp::create(builder, exchange, ArrayRef<int64_t>{1});
    auto write = [&](OpBuilder &nested, Location loc) {
      ImplicitLocOpBuilder inner(loc, nested);
      std::pair<int32_t, Value> fields[] = {
          {4, getConstant(inner, i32, place)},
          {8, index},
          {16, getConstant(inner, i64, bound)}};
      for (auto [offset, value] : fields) {
        Value field =
            LLVM::GEPOp::create(inner, fault.getType(), inner.getI8Type(),
                                fault, ArrayRef<LLVM::GEPArg>{offset});
        LLVM::StoreOp::create(inner, value, field);
      }
      scf::YieldOp::create(inner);
    };
    scf::IfOp::create(builder, isFirst, write);
  }
};
} // namespace
