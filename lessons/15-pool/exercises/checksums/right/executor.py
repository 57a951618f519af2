"""Checksums of six files with a pool of three, and a progress bar."""
import multiprocessing as mp
import time
import zlib
from concurrent.futures import ProcessPoolExecutor, as_completed

FILES = [f"part-{number}.txt" for number in range(1, 7)]


def checksum(name):
    time.sleep(0.3)  # a slow disk
    with open(name, "rb") as file:
        return name, f"{zlib.crc32(file.read()):08x}"


def show_progress(done):
    print(f"[{'#' * done}{'-' * (len(FILES) - done)}] {done}/{len(FILES)}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    sums = {}
    with ProcessPoolExecutor(3) as pool:
        futures = [pool.submit(checksum, name) for name in FILES]
        for done, future in enumerate(as_completed(futures), start=1):
            show_progress(done)
        sums = dict(future.result() for future in futures)
    for name in FILES:
        print(name, sums.get(name))
