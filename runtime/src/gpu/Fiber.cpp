//===- Fiber.cpp - A function that gives way ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fiber.h"

#include <cstdint>
#include <new>
#include <sys/mman.h>

#if defined(__x86_64__) && !defined(PIPERT_FIBER_UCONTEXT)
#define PIPERT_FIBER_X86_64
#else
#include <ucontext.h>
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#if __has_feature(thread_sanitizer)
#define __SANITIZE_THREAD__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

using namespace mlir::pipert;

/// The stack, and a page before it that nobody may touch.
static constexpr size_t guardBytes = 4096;
static constexpr size_t stackBytes = 128 * 1024;

//===----------------------------------------------------------------------===//
// Switching stacks
//===----------------------------------------------------------------------===//

namespace {
#ifdef PIPERT_FIBER_X86_64
// Keeps what a called function keeps. swapcontext would do the same and two
// calls of the system.
extern "C" void pipert_switch_stack(void **save, void *load);
asm(R"(
.text
.hidden pipert_switch_stack
.globl pipert_switch_stack
.type pipert_switch_stack, @function
pipert_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size pipert_switch_stack, .-pipert_switch_stack
)");

/// Where a stack was left.
struct Place {
  void *top = nullptr;

  void prepare(char *stack, size_t bytes, void (*function)()) {
    auto **word = reinterpret_cast<void **>(stack + bytes);
    // The function finds the stack as a call leaves it.
    *--word = nullptr;
    *--word = reinterpret_cast<void *>(function);
    for (int i = 0; i < 6; ++i)
      *--word = nullptr;
    top = word;
  }
  void switchTo(Place &other) { pipert_switch_stack(&top, other.top); }
};
#else
struct Place {
  ucontext_t context;

  void prepare(char *stack, size_t bytes, void (*function)()) {
    getcontext(&context);
    context.uc_stack.ss_sp = stack;
    context.uc_stack.ss_size = bytes;
    context.uc_link = nullptr;
    makecontext(&context, function, 0);
  }
  void switchTo(Place &other) { swapcontext(&context, &other.context); }
};
#endif
} // namespace

//===----------------------------------------------------------------------===//
// Fiber
//===----------------------------------------------------------------------===//

struct Fiber::State {
  Place own, caller;
  char *memory = nullptr;
  void (*function)(void *) = nullptr;
  void *argument = nullptr;
  bool isReady = false; ///< For a function, in enter().
#ifdef __SANITIZE_ADDRESS__
  void *fake = nullptr; ///< Of the fiber, while it does not run.
  const void *callerStack = nullptr;
  size_t callerBytes = 0;
#endif
#ifdef __SANITIZE_THREAD__
  void *ownFiber = nullptr, *callerFiber = nullptr;
#endif

  char *getStack() const { return memory + guardBytes; }
};

/// What enter() begins.
static thread_local Fiber *entered = nullptr;

Fiber::Fiber() : state(std::make_unique<State>()) {
  void *memory = mmap(nullptr, guardBytes + stackBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, guardBytes, PROT_NONE) != 0)
    throw std::bad_alloc();
  state->memory = static_cast<char *>(memory);
}

Fiber::~Fiber() {
#ifdef __SANITIZE_THREAD__
  if (state->ownFiber)
    __tsan_destroy_fiber(state->ownFiber);
#endif
  munmap(state->memory, guardBytes + stackBytes);
}

void Fiber::start(void (*function)(void *), void *argument) {
  state->function = function;
  state->argument = argument;
  if (state->isReady)
    return;
  state->own.prepare(state->getStack(), stackBytes, enter);
#ifdef __SANITIZE_ADDRESS__
  state->fake = nullptr;
#endif
#ifdef __SANITIZE_THREAD__
  if (state->ownFiber)
    __tsan_destroy_fiber(state->ownFiber);
  state->ownFiber = __tsan_create_fiber(0);
#endif
}

void Fiber::resume() {
  entered = this;
#ifdef __SANITIZE_THREAD__
  state->callerFiber = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(state->ownFiber, 0);
#endif
#ifdef __SANITIZE_ADDRESS__
  void *fake = nullptr;
  __sanitizer_start_switch_fiber(&fake, state->getStack(), stackBytes);
#endif
  state->caller.switchTo(state->own);
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_finish_switch_fiber(fake, nullptr, nullptr);
#endif
}

void Fiber::pause() {
#ifdef __SANITIZE_THREAD__
  __tsan_switch_to_fiber(state->callerFiber, 0);
#endif
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_start_switch_fiber(&state->fake, state->callerStack,
                                 state->callerBytes);
#endif
  state->own.switchTo(state->caller);
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_finish_switch_fiber(state->fake, &state->callerStack,
                                  &state->callerBytes);
#endif
}

void Fiber::enter() {
  Fiber *self = entered;
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_finish_switch_fiber(nullptr, &self->state->callerStack,
                                  &self->state->callerBytes);
#endif
  State &state = *self->state;
  while (true) {
    state.isReady = false;
    state.function(state.argument);
    state.isReady = true;
    self->pause();
  }
}
