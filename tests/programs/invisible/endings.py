# SPDX-License-Identifier: GPL-3.0-or-later
"""How children and the program itself end: exit codes, tracebacks, what is written to stderr."""
import multiprocessing as mp
import os
import signal
import sys


class Odd(Exception):
    def __str__(self):
        return "an odd one"


def raises():
    try:
        {}["key"]
    except KeyError as error:
        raise Odd(1, 2) from error


def deep(n=30):
    return deep(n - 1) if n else 1 / 0


def end(how):
    {"return": lambda: None, "raise": raises, "deep": deep, "exit": sys.exit, "exit 3": lambda: sys.exit(3), "exit 300": lambda: sys.exit(300),
     "exit text": lambda: sys.exit("a text"), "exit none": lambda: sys.exit(None), "exit list": lambda: sys.exit([1]), "_exit": lambda: os._exit(7),
     "interrupt": lambda: (_ for _ in ()).throw(KeyboardInterrupt), "abort": lambda: os.kill(os.getpid(), signal.SIGKILL),
     "term": lambda: os.kill(os.getpid(), signal.SIGTERM), "generator": lambda: (_ for _ in ()).throw(GeneratorExit)}[how]()


if __name__ == "__main__":
    ctx = mp.get_context(sys.argv[1])
    for how in ("return", "raise", "deep", "exit", "exit 3", "exit 300", "exit text", "exit none", "exit list", "_exit", "interrupt", "abort",
                "term", "generator"):
        p = ctx.Process(target=end, args=(how,), name="ends by " + how)
        p.start()
        p.join()
        print(how, p.exitcode, p, p.is_alive(), flush=True)
    sys.exit(raises())
