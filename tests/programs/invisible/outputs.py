# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes and their order: buffers that a fork copies, print's options, raw writes, replaced streams."""
import io
import multiprocessing as mp
import os
import sys


def child(n):
    print("child", n, sep="|", end="!\n")
    print(b"bytes", 1.5, None, [1], file=sys.stderr)
    sys.stdout.write("written\n")
    sys.stdout.buffer.write(b"\xff\x00raw\n")
    sys.stdout.flush()
    os.write(1, b"os.write\n")
    print("é 漢 \udc80".encode("utf-8", "surrogateescape"))
    if n == 1:
        sys.stdout = io.StringIO()
        print("nowhere")
    if n == 2:
        sys.stdout = None
        print("nowhere")
    if n == 3:
        print("flushed", flush=True)
        print("by os._exit: lost")
        os._exit(0)


if __name__ == "__main__":
    print("before the fork", end=" ")
    if sys.argv[1] != "fork":
        sys.stdout.flush()
    ctx = mp.get_context(sys.argv[1])
    for n in range(4):
        p = ctx.Process(target=child, args=(n,))
        p.start()
        p.join()
    print(*range(3000))
    print(isinstance(print, type(len)), sys.stdout.isatty(), os.isatty(1))
    for wrong in (dict(end=3), dict(sep=3), dict(file=3), dict(nothing=3)):
        try:
            print("x", **wrong)
        except Exception as error:
            print(type(error).__name__, error)
    print(1, file=None)
    print("last, without an end of line", end="")
