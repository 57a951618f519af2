"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp


def add_up(first, last, sums):
    sums.put(sum(range(first, last + 1)))


if __name__ == "__main__":
    mp.set_start_method("fork")
    sums = mp.Queue()
    total = 0
    for n in range(1, 5):
        part = mp.Process(target=add_up, name=f"part-{n}", args=(100 * n - 99, 100 * n, sums))
        part.start()
        total += sums.get()
        part.join()
    print(f"total: {total}", flush=True)
