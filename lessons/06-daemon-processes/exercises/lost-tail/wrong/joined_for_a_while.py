"""A measurement, and a log of it that must be complete."""
import multiprocessing as mp
import time


def write_log():
    for number in range(1, 9):
        time.sleep(0.2)  # the disk is slow
        with open("log.txt", "a", encoding="utf-8") as file:
            file.write(f"value {number}\n")


if __name__ == "__main__":
    mp.set_start_method("fork")
    logger = mp.Process(target=write_log, name="logger", daemon=True)
    logger.start()
    time.sleep(0.5)  # measuring
    print("main: measured", flush=True)
    logger.join(0.5)
