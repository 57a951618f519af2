# Tells what it can do: in_sandbox.py walls FOLDER | children METHOD | exit | signal | where
import fcntl
import multiprocessing as mp
import os
import signal
import socket
import struct
import sys


def can_write(path):
    try:
        with open(path, "w"):
            return True
    except OSError:
        return False


def is_up(interface):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        try:
            request = fcntl.ioctl(s, 0x8913, struct.pack("16s16x", interface.encode()))  # SIOCGIFFLAGS
        except OSError:
            return False
    return bool(struct.unpack("16xh", request[:18])[0] & 1)


def walls(secret):
    print("secret folder seen:", os.path.exists(secret))
    here = os.path.dirname(os.path.abspath(__file__))
    places = [here, "/etc", "/tmp", "/var/tmp", "/run", "/usr", os.path.dirname(secret)]
    print("written outside:", [p for p in places if can_write(os.path.join(p, "forkscope-was-here"))])
    print("written in the scratch folder:", can_write("mine.txt"))
    print("interfaces up:", [name for _, name in socket.if_nameindex() if is_up(name)])


def child(lock, queue):
    with lock:
        queue.put(os.getpid())


def children(method):
    context = mp.get_context(method)
    lock, queue = context.Lock(), context.Queue()
    started = [context.Process(target=child, args=(lock, queue)) for _ in range(2)]
    for process in started:
        process.start()
    assert {queue.get(), queue.get()} == {process.pid for process in started}
    for process in started:
        process.join()


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "walls":
        walls(sys.argv[2])
    elif what == "children":
        children(sys.argv[2])
    elif what == "exit":
        sys.exit(7)
    elif what == "signal":
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        print("in", os.getcwd())
