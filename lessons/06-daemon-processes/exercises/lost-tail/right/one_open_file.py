"""A measurement, and a log of it that must be complete."""
import multiprocessing as mp
import time


class Logger(mp.Process):
    def __init__(self):
        super().__init__(name="logger")

    def run(self):
        with open("log.txt", "w", encoding="utf-8") as file:
            for number in range(1, 9):
                time.sleep(0.1)
                print("value", number, file=file, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    logger = Logger()
    logger.start()
    time.sleep(0.3)
    print("main: measured", flush=True)
    logger.join()
