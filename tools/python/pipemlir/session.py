# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Bundles that are loaded and run."""

import collections.abc
import contextlib
import ctypes
import dataclasses
import os
import subprocess
import tempfile

import numpy as np

from . import batches, elements, library, places, tensor_files, timelines
from .errors import Error, UnknownName

# Of a failed step a rank may go on reading what it was given.
LEFT_BEHIND = []


class SessionError(Error):
    """What the session in C refuses, or what a step has failed with. `status` is a pipert_status_t."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


@dataclasses.dataclass(frozen=True)
class Item:
    """A parameter, input and so on. The shape of an input or output is that of one micro-batch."""

    name: str
    kind: int
    index: int
    dtype: np.dtype
    shape: tuple
    nbytes: int  # Of an input or output, those of all micro-batches.
    batch_dimension: int | None
    is_loss: bool

    def __str__(self):
        return elements.describe(self.dtype, self.shape)


class Items(collections.abc.Mapping):
    """The items of a kind, by name; reading one copies it to a new array."""

    def __init__(self, session, kind):
        self._session = session
        self._items = {item.name: item for item in session._list(kind)}
        self._kind = library.KINDS[kind]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __repr__(self):
        return f"{{{', '.join(f'{name!r}: {item}' for name, item in self._items.items())}}}"

    def item(self, name):
        """Returns what an item is."""
        if name not in self._items:
            names = ", ".join(f"'{n}'" for n in self._items)
            raise UnknownName(f"there is no {self._kind} '{name}'" + (f", only {names}" if names else ""))
        return self._items[name]

    def __contains__(self, name):
        return name in self._items

    def __getitem__(self, name):
        return self._session._get(self.item(name))

    def read_into(self, name, array):
        """Reads an item into a C-contiguous array of its type and shape."""
        self._session._get(self.item(name), array)


class Settable(Items):
    """Items that can be given a value."""

    def __setitem__(self, name, value):
        self._session._set(self.item(name), value)

    def update(self, values):
        for name, value in values.items():
            self[name] = value


class Hypers(Settable):
    """Numbers that a step is given: they can be set, and not read."""

    def __getitem__(self, name):
        raise Error(f"the hyper '{name}' can be set, and not read")

    def __setitem__(self, name, value):
        item = self.item(name)
        self._session._call("set_hyper", item.index, float(value))
        self._session._hypers[name] = float(value)


class Inputs(Settable):
    """The batches of a step."""

    def __getitem__(self, name):
        raise Error(f"the input '{name}' can be set, and not read")


class Session:
    """A bundle with its ranks, which are threads of this process. One thread may use it at a time.

    `parameters`, `states`, `hypers`, `inputs`, `outputs`, `gradients` and `reports` have its items by name.
    An input takes the batch of a step: its micro-batches, one behind the other along the batch dimension. An output
    has them in a new first dimension.
    """

    def __init__(self, path, *, transport=None, timeout=None, pin_threads=True, replicas=1, keep_events=False,
                 kernels=None):
        self.path = os.fspath(path)
        self._handle = None
        encode = lambda text: None if text is None else os.fsencode(text)
        options = library.Options(
            transport=encode(transport), timeout_ns=0 if timeout is None else int(timeout * 1e9),
            no_pinning=not pin_threads, replicas=replicas, keep_events=keep_events, kernels=encode(kernels))
        if timeout is not None and timeout <= 0:
            raise Error(f"the timeout is {timeout}, but must be more than 0 seconds")
        if replicas < 1:
            raise Error(f"replicas is {replicas}, but must be at least 1")
        self._library = library.get()
        handle = library.SESSION()
        self._check(self._library.pipe_session_open(os.fsencode(self.path), options, handle))
        self._handle = handle
        info = library.Info()
        self._call("describe", info)
        self.model = info.model.decode()
        self.schedule = info.schedule.decode()
        self.ranks = info.num_ranks
        self.micro_batches = info.micro_batches
        self.updates = info.updates
        self.mean_gradients = bool(info.mean_gradients)
        self.num_tasks = info.num_tasks
        self._transport, self._replicas, self._kernels = transport, replicas, kernels
        self._hypers = {}
        self.parameter_writes = 0  # How often parameters were given values.
        self._batches = {}  # The arrays that inputs point to, by name.
        self._held = collections.deque()  # Those of the steps that are under way.
        self.parameters, self.states, self.hypers, self.inputs, self.outputs, self.gradients, self.reports = (
            kind(self, number)
            for number, kind in enumerate((Settable, Settable, Hypers, Inputs, Items, Items, Items)))

    # --- Calls

    def _check(self, status):
        if status:
            raise SessionError(status, self._library.pipe_session_error().decode(errors="replace"))

    def _call(self, name, *arguments):
        if self._handle is None:
            raise Error(f"the session of {self.path} is closed")
        status = getattr(self._library, f"pipe_session_{name}")(self._handle, *arguments)
        self._check(status)

    def _list(self, kind):
        items = []
        for index in range(self._library.pipe_session_count(self._handle, kind)):
            raw = library.Item()
            self._call("item", kind, index, raw)
            shape = tuple(raw.shape[d] for d in range(raw.num_dimensions))
            place = raw.batch_dimension
            items.append(Item(raw.name.decode(), kind, index, elements.dtype(raw.element.decode()), shape, raw.bytes,
                              None if place < 0 else place, bool(raw.is_loss)))
        return items

    def _get(self, item, array=None):
        shape = item.shape
        if item.kind == library.KINDS.index("output"):
            shape = (self.micro_batches, *shape)
        if array is None:
            array = np.empty(shape, item.dtype)
        elif array.shape != shape or array.dtype != item.dtype or not array.flags.c_contiguous:
            raise Error(f"'{item.name}' is {item}, which cannot be read into {elements.describe(array.dtype, array.shape)}"
                        + ("" if array.flags.c_contiguous else " with gaps"))
        self._call("get", item.kind, item.index, array.ctypes.data, item.nbytes)
        return array

    def _set(self, item, value):
        if item.kind == library.KINDS.index("input"):
            array = batches.pack(item, value, self.micro_batches)
            self._call("set", item.kind, item.index, array.ctypes.data, item.nbytes)
            self._batches[item.name] = array
            return
        array = np.asarray(value)
        if not elements.fits(array.dtype, item.dtype) or array.shape != item.shape:
            raise Error(f"'{item.name}' is {item}, but is given {elements.describe(array.dtype, array.shape)}")
        array = np.ascontiguousarray(array)
        self.parameter_writes += item.kind == library.KINDS.index("parameter")
        self._call("set", item.kind, item.index, array.ctypes.data, item.nbytes)

    # --- Steps

    def load_parameters(self, path):
        """Gives all parameters their values in a safetensors file."""
        self.parameter_writes += 1
        self._call("load_parameters", os.fsencode(path))

    def step(self, batch=None):
        """Runs a step, with the inputs of `batch` ({name: array}) if they are given here. Returns the outputs by
        name, with the micro-batches in a new first dimension."""
        self.begin(batch)
        self.finish()
        return {name: self.outputs[name] for name in self.outputs}

    def begin(self, batch=None):
        """Begins a step; two may be under way. Batches must stay as they are until their step is finished."""
        if batch is not None:
            self.inputs.update(batch)
        with self._keeping(list(self._batches.values())) as held:
            self._call("begin")
            self._held.append(held)

    def finish(self):
        """Waits for the end of the step that was begun first."""
        with self._keeping(list(self._held)):
            self._call("finish")
            self._held.popleft()

    @contextlib.contextmanager
    def _keeping(self, arrays):
        """Leaves arrays where they are for good if a step fails."""
        try:
            yield arrays
        except SessionError as error:
            if error.status != library.INVALID_ARGUMENT:
                LEFT_BEHIND.append(arrays)
            raise

    @property
    def loss(self):
        """The mean of the losses of the last step."""
        value = ctypes.c_double()
        self._call("loss", value)
        return value.value

    @property
    def updated(self):
        """Whether the last step has updated the parameters."""
        value = library.I32()
        self._call("updated", value)
        return bool(value.value)

    # --- What ranks have done

    def memory(self):
        """Returns the bytes of each segment of each rank: a list of {segment: bytes}."""
        ranks = []
        for rank in range(self.ranks):
            segments = {}
            for number, name in enumerate(library.SEGMENTS):
                value = library.U64()
                self._call("memory", rank, number, value)
                if value.value:
                    segments[name] = value.value
            ranks.append(segments)
        return ranks

    def counters(self):
        """Returns what each rank has done since the session was opened: a list of {counter: number}."""
        ranks = []
        for rank in range(self.ranks):
            counters = library.Counters()
            self._call("counters", rank, counters)
            ranks.append({name: getattr(counters, name) for name, _ in counters._fields_[1:]})
        return ranks

    def events(self):
        """Returns the events of the last step, a list for each rank: the latest 1024, or all with keep_events."""
        return [timelines.read(self, rank) for rank in range(self.ranks)]

    def task_name(self, task):
        return self._library.pipe_session_task_name(self._handle, task).decode()

    def timeline(self, path):
        """Writes the last step for https://ui.perfetto.dev or chrome://tracing."""
        timelines.write(path, self)

    def check(self, tolerance=None):
        """Runs the unpartitioned model, with the parameters of now and the batch that was set last, and compares
        every result of a step. Returns what `pipe-run --check` prints; raises Error where results differ."""
        with tempfile.TemporaryDirectory(prefix="pipemlir-") as folder:
            command = [places.tool("pipe-run"), self.path, *self._write_for_check(folder), "--check",
                       *([] if tolerance is None else [f"--tolerance={tolerance}"])]
            run = subprocess.run(command, capture_output=True, text=True)
            if run.returncode:
                raise Error(f"the check of {self.path} failed: {run.stdout}{run.stderr}".rstrip())
            return run.stdout

    def _write_for_check(self, folder):
        """Writes what a run begins with; returns the options that name it."""
        missing = [name for name in self.inputs if name not in self._batches]
        if missing:
            raise Error(f"the input '{missing[0]}' has no value to check with")
        paths = {name: os.path.join(folder, f"{name}.safetensors") for name in ("parameters", "inputs", "state")}
        tensor_files.save(paths["parameters"], dict(self.parameters))
        tensor_files.save(paths["inputs"], {name: batches.unpack(self.inputs.item(name), array)
                                            for name, array in self._batches.items()})
        options = [f"--parameters={paths['parameters']}", f"--inputs={paths['inputs']}"]
        if self.states:
            tensor_files.save(paths["state"], {**self.states, "step": np.array(0, np.int64)})
            options += [f"--state={paths['state']}", "--steps=1"]
        for role, value in self._hypers.items():
            if role == "learning_rate":
                options.append(f"--learning-rate={value}")
            elif role not in ("step", "loss_scale"):
                options.append(f"--hyper={role}={value}")
        options += [f"--transport={self._transport}"] if self._transport else []
        options += [f"--replicas={self._replicas}"] if self._replicas != 1 else []
        return options + ([f"--kernels={self._kernels}"] if self._kernels else [])

    # --- The end

    def close(self):
        """Ends the ranks."""
        handle, self._handle = self._handle, None
        if handle is not None:
            self._library.pipe_session_close(handle)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __del__(self):
        if getattr(self, "_handle", None) is not None:
            self.close()

    def __repr__(self):
        return (f"<pipemlir.Session of {self.path}: {self.schedule}, {self.ranks} ranks, "
                f"{self.micro_batches} micro-batches>")


def load(path, **options):
    """Loads a bundle that pipe-compile has made."""
    return Session(path, **options)
