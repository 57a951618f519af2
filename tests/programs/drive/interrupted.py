"""Says how it was interrupted."""
import multiprocessing as mp
import time


def wait(lock):
    try:
        lock.acquire()
        time.sleep(600)
        lock.acquire()
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        raise SystemExit(3)


if __name__ == "__main__":
    context = mp.get_context("fork")
    child = context.Process(target=wait, args=(context.Lock(),))
    child.start()
    child.join()
    print("child ended with", child.exitcode, flush=True)
