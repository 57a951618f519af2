"""A worker and a sign of life."""
import multiprocessing as mp
import itertools
import time


class Ticker(mp.Process):
    def run(self):
        for _ in itertools.count():
            print("tick", flush=True)
            time.sleep(0.1)


def work():
    for part in ("part 1", "part 2", "part 3"):
        time.sleep(0.4)
        print(part, flush=True)


def main():
    mp.set_start_method("fork")
    ticker = Ticker(name="ticker", daemon=True)
    ticker.start()
    worker = mp.Process(target=work, name="worker")
    worker.start()
    worker.join()
    ticker.terminate()
    ticker.join()


if __name__ == "__main__":
    main()
