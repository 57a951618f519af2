# Expected: prints the size of its terminal, and the new one when it changes.
import os
import signal
import time


def show(*_):
    size = os.get_terminal_size()
    print(size.columns, "x", size.lines, flush=True)


signal.signal(signal.SIGWINCH, show)
show()
time.sleep(600)
