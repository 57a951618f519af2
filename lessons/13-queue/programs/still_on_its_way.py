"""After put has returned, the item is not in the queue yet: a helper thread packs it first."""
import multiprocessing as mp
import time
from queue import Empty

YELLOW, GREEN, PLAIN = "\033[33m", "\033[32m", "\033[0m"


class Piano:
    def __reduce__(self):  # called by the helper thread, to turn the piano into bytes
        time.sleep(1)  # heavy things take long to pack
        return (Piano, ())


if __name__ == "__main__":
    mp.set_start_method("fork")
    van = mp.Queue()
    van.put(Piano())
    print(f"{YELLOW}put has returned{PLAIN}", flush=True)
    print(f"{YELLOW}empty() says {van.empty()}{PLAIN}", flush=True)
    try:
        piano = van.get_nowait()
    except Empty:
        print(f"{YELLOW}get_nowait() raises Empty{PLAIN}", flush=True)
        piano = van.get()  # waits until it is there
    print(f"{GREEN}main has the {type(piano).__name__}{PLAIN}", flush=True)
