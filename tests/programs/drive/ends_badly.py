"""What reaches a process from outside, or ends it from within: ends_badly.py METHOD raise|wait."""
import multiprocessing as mp
import signal
import sys
import time


def handle(number, frame):
    print("handler of", signal.Signals(number).name, flush=True)


def child(lock, how):
    signal.signal(signal.SIGUSR1, handle)
    try:
        with lock:
            print("child has the lock", flush=True)
            if how == "raise":
                raise ValueError("too late")
            time.sleep(600)
    except KeyboardInterrupt:
        print("child interrupted", flush=True)
        raise
    finally:
        print("child cleans up", flush=True)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    lock = context.Lock()
    process = context.Process(target=child, args=(lock, sys.argv[2]))
    process.start()
    try:
        process.join()
    except KeyboardInterrupt:
        print("parent interrupted", flush=True)
        process.join()
    print("child ended with", process.exitcode, flush=True)
