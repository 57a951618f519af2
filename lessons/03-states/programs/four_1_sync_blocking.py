"""Synchronous and blocking: order a cake, and stand there until it is ready."""
import multiprocessing as mp
import time

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


def bake(phone):
    order = phone.recv()
    time.sleep(1)
    print(f"{CYAN}baker: it is ready{PLAIN}", flush=True)
    phone.send(f"{order}, still warm")


if __name__ == "__main__":
    mp.set_start_method("fork")
    phone, other_end = mp.Pipe()
    baker = mp.Process(target=bake, name="baker", args=(other_end,))
    baker.start()
    phone.send("plum cake")
    print(f"{YELLOW}main: ordered, and now I wait{PLAIN}", flush=True)
    cake = phone.recv()  # blocks: main does nothing until the answer is there
    print(f"{YELLOW}main: I have a {cake}{PLAIN}", flush=True)
    baker.join()
