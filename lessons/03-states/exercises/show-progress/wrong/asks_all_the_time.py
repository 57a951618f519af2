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
    asked = 0
    while not phone.poll():
        asked += 1
        sum(range(100_000))
        if asked % 20 == 0:
            print("still working", flush=True)
    print(f"result: {phone.recv()}")
    worker.join()
