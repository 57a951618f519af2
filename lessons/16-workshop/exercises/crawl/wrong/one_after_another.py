"""apply waits for each page."""
import multiprocessing as mp
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


if __name__ == "__main__":
    mp.set_start_method("fork")
    found = {"start"}
    waiting = ["start"]
    pool = mp.Pool(3)
    while waiting:
        name = waiting.pop()
        try:
            links = pool.apply(read_page, (name,))[1]
        except FileNotFoundError:
            print(f"missing {name}", flush=True)
            continue
        print(f"read {name}", flush=True)
        new = [link for link in dict.fromkeys(links) if link not in found]
        found.update(new)
        waiting.extend(new)
    pool.close()
    pool.join()
    print(f"pages: {len(found)}")
