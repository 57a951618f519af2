"""Asynchronous and non-blocking: order a cake, do other things, and look from time to time."""
import multiprocessing as mp
import time

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


def bake(phone):
    order = phone.recv()
    time.sleep(1)
    print(f"{CYAN}baker: it is ready{PLAIN}", flush=True)
    phone.send(f"{order}, still warm")


def read_a_page(number):
    time.sleep(0.3)  # work of main's own
    print(f"{YELLOW}main: page {number} is read{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    phone, other_end = mp.Pipe()
    baker = mp.Process(target=bake, name="baker", args=(other_end,))
    baker.start()
    phone.send("plum cake")
    for number in range(1, 8):
        read_a_page(number)
        if phone.poll():  # returns at once; is the answer there by now?
            print(f"{YELLOW}main: I have a {phone.recv()}{PLAIN}", flush=True)
    baker.join()
