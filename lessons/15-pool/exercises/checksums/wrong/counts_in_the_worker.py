"""Checksums of six files with a pool of three, and a progress bar."""
import multiprocessing as mp
import time
import zlib

FILES = [f"part-{number}.txt" for number in range(1, 7)]


done = 0


def checksum(name):
    global done
    done += 1
    time.sleep(0.3)  # a slow disk
    show_progress(done)
    with open(name, "rb") as file:
        return name, f"{zlib.crc32(file.read()):08x}"


def show_progress(done):
    print(f"[{'#' * done}{'-' * (len(FILES) - done)}] {done}/{len(FILES)}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    sums = {}
    with mp.Pool(3) as pool:
        sums = dict(pool.map(checksum, FILES))
    for name in FILES:
        print(name, sums.get(name))
