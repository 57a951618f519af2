"""Three shops write their sales into one file, and main reads it when they are done."""
import json
import multiprocessing as mp
import time

RESULTS = "results.json"
CYAN, PLAIN = "\033[36m", "\033[0m"


def load():
    with open(RESULTS, encoding="utf-8") as file:
        return json.load(file)


def save(results):
    with open(RESULTS, "w", encoding="utf-8") as file:
        json.dump(results, file)


def report(shop, mutex):
    time.sleep(0.3)  # a long day's work
    with mutex:  # the file has no lock of its own
        results = load()
        results[shop] = 10 * len(shop)
        save(results)
    print(f"{CYAN}{shop} has reported{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    save({})
    mutex = mp.Lock()
    shops = [mp.Process(target=report, name=n, args=(n, mutex)) for n in ("paris", "rome", "oslo")]
    for shop in shops:
        shop.start()
    for shop in shops:
        shop.join()
    print("in the file:", dict(sorted(load().items())))
