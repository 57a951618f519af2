"""A queue that counts, and sellers that are daemons."""
import multiprocessing as mp


def bake(baker, counter):
    for number in range(1, 5):
        counter.put(f"{baker}{number}")


def sell(seller, counter):
    while True:
        cake = counter.get()
        print(f"{seller} sold {cake}", flush=True)
        counter.task_done()


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.JoinableQueue()
    bakers = [mp.Process(target=bake, name=f"baker-{x}", args=(x, counter)) for x in "ABC"]
    for baker in bakers:
        baker.start()
    for n in (1, 2):
        mp.Process(target=sell, name=f"seller-{n}", args=(n, counter), daemon=True).start()
    for baker in bakers:
        baker.join()
    counter.join()
    print("the shop is closed")
