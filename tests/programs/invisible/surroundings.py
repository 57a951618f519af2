# SPDX-License-Identifier: GPL-3.0-or-later
"""The interpreter around the program: what is documented as different (README of the probe) is left out by name."""
import gc
import multiprocessing as mp
import os
import signal
import sys
import threading
import warnings


def look(where):
    print(where, sorted(key for key in os.environ if key not in ("PYTHONPATH", "FORKSCOPE_TRACE")), sys.argv, sys.flags)
    print(sys.path, sys.path_hooks, sorted(set(sys.path_importer_cache) - {os.environ.get("PYTHONPATH")}) == sorted(sys.path_importer_cache))
    print([f for f in sys.meta_path if type(f).__module__ != "_forkscope"], sorted(sys.modules))
    print(sys.getrecursionlimit(), sys.gettrace(), sys.getprofile(), gc.isenabled(), gc.get_threshold(), threading.enumerate(), warnings.filters[:2])
    print([signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE)], sys.excepthook, sys.displayhook)
    print(os.getcwd(), os.umask(0o22), sys.executable, sys.orig_argv[1:2] if hasattr(sys, "orig_argv") else "", sys.prefix, os.nice(0), os.sched_getscheduler(0))
    print(sys.stdout, sys.stderr, sys.stdin, sys.stdout.line_buffering, sys.stdout.encoding, sys.stdout.buffer, signal.pthread_sigmask(0, []))
    print(sys.switch_interval() if hasattr(sys, "switch_interval") else sys.getswitchinterval(), flush=True)


if __name__ == "__main__":
    look("program")
    ctx = mp.get_context(sys.argv[1])
    p = ctx.Process(target=look, args=("child",))
    p.start()
    p.join()
