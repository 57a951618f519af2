"""A measurement, and a log of it that must be complete."""
import multiprocessing as mp
import time


def write_log():
    for number in range(1, 9):
        time.sleep(0.2)  # the disk is slow
        with open("log.txt", "a", encoding="utf-8") as file:
            file.write(f"value {number}\n")


def measure():
    time.sleep(0.5)
    print("main: measured", flush=True)


def main():
    logger = mp.get_context("fork").Process(target=write_log, name="logger", daemon=True)
    logger.start()
    try:
        measure()
    finally:
        while logger.is_alive():
            logger.join(1)


if __name__ == "__main__":
    main()
