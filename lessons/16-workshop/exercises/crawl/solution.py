"""A crawler: tasks that are out are kept by name, until none is left."""
import multiprocessing as mp
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


if __name__ == "__main__":
    mp.set_start_method("fork")
    found = {"start"}
    with mp.Pool(3) as pool:
        out = {"start": pool.apply_async(read_page, ("start",))}
        while out:
            ready = [name for name, result in out.items() if result.ready()]
            for name in ready:
                try:
                    links = out.pop(name).get()[1]
                except FileNotFoundError:
                    print(f"missing {name}", flush=True)
                    continue
                print(f"read {name}", flush=True)
                for link in links:
                    if link not in found:
                        found.add(link)
                        out[link] = pool.apply_async(read_page, (link,))
            time.sleep(0.01)
        pool.close()
        pool.join()
    print(f"pages: {len(found)}")
