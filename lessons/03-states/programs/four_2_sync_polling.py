"""Synchronous and non-blocking: order a cake, and ask again and again whether it is ready."""
import multiprocessing as mp
import time

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


def bake(phone):
    order = phone.recv()
    time.sleep(0.2)
    print(f"{CYAN}baker: it is ready{PLAIN}", flush=True)
    phone.send(f"{order}, still warm")


if __name__ == "__main__":
    mp.set_start_method("fork")
    phone, other_end = mp.Pipe()
    baker = mp.Process(target=bake, name="baker", args=(other_end,))
    baker.start()
    phone.send("plum cake")
    asked = 0
    while not phone.poll():  # returns at once: True or False
        asked += 1
        sum(range(100_000))  # counts sheep: nothing that is of any use
    cake = phone.recv()
    print(f"{YELLOW}main: asked {asked} times, and I have a {cake}{PLAIN}", flush=True)
    baker.join()
