"""A crawler with an executor, which tells when the first of several is done."""
import multiprocessing as mp
import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


if __name__ == "__main__":
    mp.set_start_method("fork")
    found = {"start"}
    with ProcessPoolExecutor(3) as pool:
        out = {pool.submit(read_page, "start"): "start"}
        while out:
            for future in wait(out, return_when=FIRST_COMPLETED).done:
                name = out.pop(future)
                if future.exception():
                    print(f"missing {name}", flush=True)
                    continue
                print(f"read {name}", flush=True)
                for link in set(future.result()[1]) - found:
                    found.add(link)
                    out[pool.submit(read_page, link)] = link
    print(f"pages: {len(found)}")
