# SPDX-License-Identifier: GPL-3.0-or-later
# expect: the child ends by itself or by SIGSEGV; main goes on and ends with status 0
"""A child takes the trace out of its own memory, and goes on."""
import ctypes
import multiprocessing as mp

import shared_trace


def work(lock):
    libc = ctypes.CDLL(None)
    for start, end in shared_trace.mapped():
        libc.munmap(ctypes.c_void_p(start), ctypes.c_size_t(end - start))
    for _ in range(1000):
        with lock:
            pass


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=work, args=(mp.Lock(),))
    child.start()
    child.join()
    print("child ended with", child.exitcode)
