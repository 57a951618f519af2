# SPDX-License-Identifier: GPL-3.0-or-later
# expect: prints how the disk was filled, goes on with a child and a queue, and ends with status 0
"""Fills the file system of its working folder, then does its work as if nothing were."""
import errno
import multiprocessing as mp


def work(queue):
    for i in range(100):
        queue.put(i)


if __name__ == "__main__":
    filled = 0
    try:
        with open("filling", "wb", buffering=0) as file:
            while True:
                filled += file.write(bytes(1 << 16))
    except OSError as error:
        assert error.errno == errno.ENOSPC, error
    print("filled", flush=True)
    mp.set_start_method("fork")
    queue = mp.Queue()
    child = mp.Process(target=work, args=(queue,))
    child.start()
    print("sum", sum(queue.get() for _ in range(100)))
    child.join()
