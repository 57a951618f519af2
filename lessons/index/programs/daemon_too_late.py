"""A process is to become a daemon after it was started."""
import multiprocessing as mp


def wait_for(bell):
    bell.wait()


if __name__ == "__main__":
    mp.set_start_method("fork")
    bell = mp.Event()
    child = mp.Process(target=wait_for, name="child", args=(bell,))
    child.start()
    try:
        child.daemon = True  # AssertionError: too late
    finally:
        bell.set()
