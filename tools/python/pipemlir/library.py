# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""libpipesession through ctypes: the declarations of pipert/pipe_session.h."""

import ctypes
import functools

from . import places

KINDS = ("parameter", "state", "hyper", "input", "output", "gradient", "report")
# Of pipert/rank.h, in the order of pipert_segment_kind_t.
SEGMENTS = ("parameters", "gradients", "local", "received", "inputs", "outputs", "requests", "workspace", "state",
            "hypers")
# Of pipert/trace.h, in the order of pipert_event_kind_t.
EVENTS = ("task", "send", "wait_recv", "wait_send", "step", "wait_room", "recv", "release", "reduce", "wait_reduced")


class Struct(ctypes.Structure):
    """A struct that begins with its size."""

    def __init__(self, **fields):
        super().__init__(struct_size=ctypes.sizeof(type(self)), **fields)


class Options(Struct):
    _fields_ = [("struct_size", ctypes.c_uint32), ("transport", ctypes.c_char_p), ("timeout_ns", ctypes.c_int64),
                ("no_pinning", ctypes.c_int32), ("replicas", ctypes.c_int32), ("keep_events", ctypes.c_int32),
                ("kernels", ctypes.c_char_p)]


class Info(Struct):
    _fields_ = [("struct_size", ctypes.c_uint32), ("model", ctypes.c_char_p), ("schedule", ctypes.c_char_p),
                ("num_ranks", ctypes.c_int32), ("micro_batches", ctypes.c_int64), ("updates", ctypes.c_int64),
                ("mean_gradients", ctypes.c_int32), ("num_tasks", ctypes.c_int32)]


class Item(Struct):
    _fields_ = [("struct_size", ctypes.c_uint32), ("name", ctypes.c_char_p), ("element", ctypes.c_char_p),
                ("num_dimensions", ctypes.c_int32), ("shape", ctypes.POINTER(ctypes.c_int64)),
                ("bytes", ctypes.c_uint64), ("batch_dimension", ctypes.c_int32), ("is_loss", ctypes.c_int32)]


class Counters(Struct):
    _fields_ = [("struct_size", ctypes.c_uint32)] + [
        (name, ctypes.c_uint64)
        for name in ("tasks", "messages_sent", "messages_received", "bytes_sent", "bytes_copied", "heap_allocations",
                     "live_bytes", "peak_bytes", "sleeps", "events_dropped")]


class Event(ctypes.Structure):
    _fields_ = [("start_ns", ctypes.c_int64), ("end_ns", ctypes.c_int64), ("micro_batch", ctypes.c_int64),
                ("kind", ctypes.c_int32), ("index", ctypes.c_int32), ("sequence", ctypes.c_uint64),
                ("bytes", ctypes.c_uint64)]


INVALID_ARGUMENT = 1  # Of pipert/base.h.
SESSION, I32, U64, TEXT = ctypes.c_void_p, ctypes.c_int32, ctypes.c_uint64, ctypes.c_char_p
POINTER = ctypes.POINTER
FUNCTIONS = {
    "open": (I32, TEXT, POINTER(Options), POINTER(SESSION)),
    "close": (None, SESSION),
    "error": (TEXT,),
    "describe": (I32, SESSION, POINTER(Info)),
    "task_name": (TEXT, SESSION, I32),
    "count": (I32, SESSION, I32),
    "item": (I32, SESSION, I32, I32, POINTER(Item)),
    "set": (I32, SESSION, I32, I32, ctypes.c_void_p, U64),
    "set_hyper": (I32, SESSION, I32, ctypes.c_double),
    "load_parameters": (I32, SESSION, TEXT),
    "step": (I32, SESSION),
    "begin": (I32, SESSION),
    "finish": (I32, SESSION),
    "get": (I32, SESSION, I32, I32, ctypes.c_void_p, U64),
    "loss": (I32, SESSION, POINTER(ctypes.c_double)),
    "updated": (I32, SESSION, POINTER(I32)),
    "counters": (I32, SESSION, I32, POINTER(Counters)),
    "events": (I32, SESSION, I32, POINTER(Event), U64, POINTER(U64)),
    "memory": (I32, SESSION, I32, I32, POINTER(U64)),
}


@functools.cache
def get():
    """Loads the library, once a process."""
    library = ctypes.CDLL(places.library())
    for name, (result, *arguments) in FUNCTIONS.items():
        function = getattr(library, f"pipe_session_{name}")
        function.restype = result
        function.argtypes = arguments
    return library
