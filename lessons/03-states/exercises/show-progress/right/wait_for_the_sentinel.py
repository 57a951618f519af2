"""A worker that needs a while, and a main that should not stand there in silence."""
import multiprocessing as mp
import time
from multiprocessing.connection import wait


def work(phone):
    time.sleep(1.2)
    phone.send(42)


if __name__ == "__main__":
    mp.set_start_method("fork")
    phone, other_end = mp.Pipe()
    worker = mp.Process(target=work, name="worker", args=(other_end,))
    worker.start()
    while not wait([phone], timeout=0.3):
        print("still working", flush=True)
    answer = phone.recv()
    print(f"result: {answer}", flush=True)
    worker.join()
