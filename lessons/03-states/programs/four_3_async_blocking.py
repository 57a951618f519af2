"""Asynchronous and blocking: the bakery has one handler for each customer, and each waits in recv."""
import multiprocessing as mp
import time

CYAN, YELLOW, MAGENTA, PLAIN = "\033[36m", "\033[33m", "\033[35m", "\033[0m"


def handle(name, phone):
    order = phone.recv()  # blocks this handler, and nobody else
    print(f"{CYAN}handler of {name}: one {order} for you{PLAIN}", flush=True)


def call(name, seconds, phone):
    time.sleep(seconds)  # cannot decide
    print(f"{MAGENTA}{name} orders{PLAIN}", flush=True)
    phone.send("cake")


if __name__ == "__main__":
    mp.set_start_method("fork")
    processes = []
    for name, seconds in {"ann": 1.5, "ben": 0.5, "cleo": 1.0}.items():
        phone, other_end = mp.Pipe()
        processes.append(mp.Process(target=handle, name=f"for-{name}", args=(name, other_end)))
        processes.append(mp.Process(target=call, name=name, args=(name, seconds, phone)))
    for process in processes:
        process.start()
    print(f"{YELLOW}main: open for everybody{PLAIN}", flush=True)
    for process in processes:
        process.join()
