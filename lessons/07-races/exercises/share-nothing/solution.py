"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp


def add_up(first, last, sums):
    sums.put(sum(range(first, last + 1)))


if __name__ == "__main__":
    mp.set_start_method("fork")
    sums = mp.Queue()
    parts = [
        mp.Process(target=add_up, name=f"part-{n}", args=(100 * n - 99, 100 * n, sums))
        for n in range(1, 5)
    ]
    for part in parts:
        part.start()
    total = sum(sums.get() for _ in parts)
    for part in parts:
        part.join()
    print(f"total: {total}", flush=True)
