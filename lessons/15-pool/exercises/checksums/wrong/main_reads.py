"""Checksums of six files with a pool of three, and a progress bar."""
import multiprocessing as mp
import time
import zlib

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
    for done, name in enumerate(FILES, start=1):
        sums[name] = checksum(name)[1]
        show_progress(done)
    for name in FILES:
        print(name, sums.get(name))
