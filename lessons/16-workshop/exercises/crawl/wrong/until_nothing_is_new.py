"""Stops when nothing new is there at the moment."""
import multiprocessing as mp
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


if __name__ == "__main__":
    mp.set_start_method("fork")
    found = {"start"}
    new, results = ["start"], []
    with mp.Pool(3) as pool:
        while new:
            results += [pool.apply_async(read_page, (name,)) for name in new]
            new = []
            for result in [result for result in results if result.ready()]:
                results.remove(result)
                name, links = result.get()
                print(f"read {name}", flush=True)
                new += [link for link in links if link not in found]
                found.update(links)
    print(f"pages: {len(found)}")
