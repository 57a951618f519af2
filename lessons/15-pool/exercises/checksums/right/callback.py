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


def store(result):
    name, value = result
    sums[name] = value
    show_progress(len(sums))


if __name__ == "__main__":
    mp.set_start_method("fork")
    sums = {}
    pool = mp.Pool(3)
    for name in FILES:
        pool.apply_async(checksum, (name,), callback=store, error_callback=print)
    pool.close()
    pool.join()
    for name in FILES:
        print(name, sums.get(name))
