"""The sellers stop when they see no cake."""
import multiprocessing as mp
import time


def bake(baker, counter):
    for number in range(1, 5):
        time.sleep(0.2)  # baking takes its time
        counter.put(f"{baker}{number}")


def sell(seller, counter):
    while not counter.empty():
        print(f"{seller} sold {counter.get()}", flush=True)


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
