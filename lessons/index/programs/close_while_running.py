"""A Process object is closed while the process still runs."""
import multiprocessing as mp


def wait_for(bell):
    bell.wait()


if __name__ == "__main__":
    mp.set_start_method("fork")
    bell = mp.Event()
    child = mp.Process(target=wait_for, name="child", args=(bell,))
    child.start()
    try:
        child.close()  # ValueError: join() comes first
    finally:
        bell.set()
