"""The same three downloads; main starts all of them, and only then joins them."""
import multiprocessing as mp
import time

CYAN, BOLD, PLAIN = "\033[36m", "\033[1m", "\033[0m"


def download(name, seconds):
    time.sleep(seconds)
    print(f"{CYAN}{name} is here after {seconds} s{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    wanted = {"map": 0.5, "song": 1.0, "film": 1.5}
    began = time.perf_counter()
    children = []
    for name, seconds in wanted.items():
        child = mp.Process(target=download, name=name, args=(name, seconds))
        child.start()
        children.append(child)
    for child in children:
        child.join()  # in a loop of its own
    print(f"{BOLD}all together: {time.perf_counter() - began:.1f} s{PLAIN}")
