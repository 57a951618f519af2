# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public callable of multiprocessing: signature, name, documentation, source, pickle."""
import concurrent.futures.process
import importlib
import inspect
import io
import os
import pickle
import time

MODULES = ["multiprocessing." + name for name in ("connection", "context", "managers", "pool", "process", "queues", "shared_memory", "sharedctypes",
                                                  "synchronize", "util", "popen_fork", "popen_spawn_posix", "popen_forkserver", "reduction", "spawn")]


def describe(where, f):
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError) as error:
        signature = type(error).__name__
    print(where, signature, *(getattr(f, a, "-") for a in ("__name__", "__qualname__", "__module__", "__defaults__", "__kwdefaults__",
                                                          "__annotations__")), (f.__doc__ or "")[:30])
    try:
        print("   ", pickle.loads(pickle.dumps(f)) is f, len(inspect.getsource(f)), inspect.getsourcelines(f)[1])
    except (TypeError, OSError, pickle.PicklingError, AttributeError) as error:
        print("   ", type(error).__name__)


for name in MODULES + ["concurrent.futures.process", "threading"]:
    module = importlib.import_module(name)
    for key, value in sorted(vars(module).items()):
        if getattr(value, "__module__", None) != name:
            continue
        if inspect.isclass(value) and value.__qualname__ == "SemLock":
            continue  # its __enter__ and __exit__ are builtins: documented
        if inspect.isclass(value):
            for member, f in sorted(vars(value).items()):
                if callable(f) and member not in ("__class__", "__static_attributes__"):
                    describe(f"{name}.{key}.{member}", getattr(value, member))
        elif callable(value):
            describe(f"{name}.{key}", value)
for f in (print, input, open, io.open, os.fork, os._exit, os.kill, os.wait, os.waitpid, time.sleep, os.system, os.open, io.FileIO):
    describe("builtin", f)
    print("   ", f, getattr(f, "__self__", "-"), getattr(f, "__text_signature__", "-"))
