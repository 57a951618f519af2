"""A worker that needs a while, and a main that should not stand there in silence."""
import multiprocessing as mp
import time


def work(phone):
    time.sleep(1.2)
    phone.send(42)


if __name__ == "__main__":
    mp.set_start_method("fork")
    phone, other_end = mp.Pipe()
    worker = mp.Process(target=work, name="worker", args=(other_end,))
    worker.start()
    worker.join(0.2)
    while worker.is_alive():
        print("still working", flush=True)
        worker.join(0.2)
    print(f"result: {phone.recv()}")
