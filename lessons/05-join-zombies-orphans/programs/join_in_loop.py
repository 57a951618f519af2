"""Three downloads; main joins each of them before it starts the next."""
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
    for name, seconds in wanted.items():
        child = mp.Process(target=download, name=name, args=(name, seconds))
        child.start()
        child.join()  # inside the loop
    print(f"{BOLD}all together: {time.perf_counter() - began:.1f} s{PLAIN}")
