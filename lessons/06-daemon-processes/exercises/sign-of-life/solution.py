"""A worker and a sign of life."""
import multiprocessing as mp
import time


def tick():
    while True:
        print("tick", flush=True)
        time.sleep(0.2)


def work():
    for part in range(1, 4):
        time.sleep(0.5)
        print(f"part {part}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    ticker = mp.Process(target=tick, name="ticker", daemon=True)
    worker = mp.Process(target=work, name="worker")
    ticker.start()
    worker.start()
    worker.join()
