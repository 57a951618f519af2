"""An RLock is released by a process that does not own it."""
import multiprocessing as mp


def let_go(mutex):
    mutex.release()  # AssertionError: main owns it


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.RLock()
    mutex.acquire()
    child = mp.Process(target=let_go, name="child", args=(mutex,))
    child.start()
    child.join()
    mutex.release()
