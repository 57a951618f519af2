"""Main sells all of it."""
import multiprocessing as mp


def bake(baker, counter):
    for number in range(1, 5):
        counter.put(f"{baker}{number}")


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Queue()
    bakers = [mp.Process(target=bake, name=f"baker-{x}", args=(x, counter)) for x in "ABC"]
    for baker in bakers:
        baker.start()
    for _ in range(12):
        print("1 sold", counter.get(), flush=True)
    for baker in bakers:
        baker.join()
    print("the shop is closed")
