"""A daemon, a normal child, and a main that stays for a moment after its last print."""
import multiprocessing as mp
import time


def daemon_work():
    print("123", flush=True)
    time.sleep(1)
    print("end123", flush=True)


def normal_work():
    print("456", flush=True)
    time.sleep(3)
    print("end456", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    daemon_child = mp.Process(target=daemon_work, name="daemon", daemon=True)
    normal_child = mp.Process(target=normal_work, name="normal")
    daemon_child.start()
    normal_child.start()
    print("main", flush=True)
    time.sleep(0.5)  # main's code ends after this
