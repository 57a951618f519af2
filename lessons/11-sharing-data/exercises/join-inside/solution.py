"""Main does not join: the manager is closed before the slow child comes back to it."""
import multiprocessing as mp
import time

CYAN, PLAIN = "\033[36m", "\033[0m"


def work(name, seconds, results):
    time.sleep(seconds)
    results[name] = "done"  # a request to the manager, if there still is one
    print(f"{CYAN}{name}: my result is with the manager{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Manager() as manager:
        results = manager.dict()
        quick = mp.Process(target=work, name="quick", args=("quick", 0, results))
        slow = mp.Process(target=work, name="slow", args=("slow", 2, results))
        quick.start()
        slow.start()
        quick.join()
        slow.join()  # inside the block: the manager is still there
    print("main: the block is left, the manager is closed", flush=True)
    print(f"main: slow ended with exit code {slow.exitcode}")
