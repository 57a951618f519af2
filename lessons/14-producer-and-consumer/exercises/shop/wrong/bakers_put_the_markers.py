"""Each baker puts a marker."""
import multiprocessing as mp


def bake(baker, counter):
    for number in range(1, 5):
        counter.put(f"{baker}{number}")
    counter.put(None)


def sell(seller, counter):
    while (cake := counter.get()) is not None:
        print(f"{seller} sold {cake}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Queue()
    bakers = [mp.Process(target=bake, name=f"baker-{x}", args=(x, counter)) for x in "ABC"]
    sellers = [mp.Process(target=sell, name=f"seller-{n}", args=(n, counter)) for n in (1, 2)]
    for process in bakers + sellers:
        process.start()
    for process in bakers + sellers:
        process.join()
    print("the shop is closed")
