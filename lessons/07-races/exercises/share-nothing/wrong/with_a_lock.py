"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp


def add_up(first, last, total, mutex):
    for number in range(first, last + 1):
        with mutex:
            total.value += number


if __name__ == "__main__":
    mp.set_start_method("fork")
    total = mp.Value("i", 0)
    mutex = mp.Lock()
    parts = [
        mp.Process(target=add_up, name=f"part-{n}", args=(100 * n - 99, 100 * n, total, mutex))
        for n in range(1, 5)
    ]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
    print(f"total: {total.value}", flush=True)
