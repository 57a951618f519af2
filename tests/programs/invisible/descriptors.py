# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers and kinds of open descriptors, in the program and in its children, before and after."""
import multiprocessing as mp
import os
import stat
import sys
import tempfile


def kinds():
    found = {}
    for name in os.listdir("/proc/self/fd"):
        try:
            mode = os.fstat(int(name)).st_mode
        except OSError:
            continue
        found[int(name)] = (stat.S_IFMT(mode), os.get_inheritable(int(name)))
    return sorted(found.items())


def child(lock, q):
    with lock:
        q.put((kinds(), os.open("/dev/null", os.O_RDONLY)))


if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1])
    print(kinds(), os.open("/dev/null", os.O_RDONLY))
    lock, q, pipe = ctx.Lock(), ctx.Queue(), ctx.Pipe()
    print(kinds(), pipe[0].fileno(), pipe[1].fileno())
    for _ in range(2):
        p = ctx.Process(target=child, args=(lock, q))
        p.start()
        print(q.get())
        p.join()
    with tempfile.TemporaryFile() as file, open(os.devnull) as null:
        print(file.fileno(), null.fileno())
    print(kinds())
    for _ in range(2000):
        with lock:
            q.put(1)
            q.get()
    print(kinds())
