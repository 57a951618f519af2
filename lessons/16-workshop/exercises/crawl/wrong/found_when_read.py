"""A page counts as found only when it has been read."""
import multiprocessing as mp
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


if __name__ == "__main__":
    mp.set_start_method("fork")
    found = set()
    with mp.Pool(3) as pool:
        out = [("start", pool.apply_async(read_page, ("start",)))]
        while out:
            name, result = out.pop(0)
            try:
                links = result.get()[1]
            except FileNotFoundError:
                links = None
            found.add(name)
            print("missing" if links is None else "read", name, flush=True)
            for link in links or []:
                if link not in found:
                    out.append((link, pool.apply_async(read_page, (link,))))
        pool.close()
        pool.join()
    print(f"pages: {len(found)}")
