"""A crawler in waves: all pages of one wave are read, then those that they name."""
import multiprocessing as mp
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    try:
        with open(f"{name}.txt", encoding="utf-8") as file:
            return name, file.read().split()
    except FileNotFoundError:
        return name, None


if __name__ == "__main__":
    mp.set_start_method("fork")
    found, wave = {"start"}, ["start"]
    pool = mp.Pool(3)
    while wave:
        named = []
        for name, links in pool.map(read_page, wave, chunksize=1):
            print("missing" if links is None else "read", name, flush=True)
            named.extend(links or [])
        wave = [name for name in dict.fromkeys(named) if name not in found]
        found.update(wave)
    pool.close()
    pool.join()
    print(f"pages: {len(found)}")
