"""A crawler driven by its callbacks: they hand out what is new, and count what is out."""
import multiprocessing as mp
import threading
import time


def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(f"{name}.txt", encoding="utf-8") as file:
        return name, file.read().split()


class Crawler:
    def __init__(self, pool):
        self.pool, self.found = pool, set()
        self.out, self.is_done = 0, threading.Event()

    def hand_out(self, name):
        if name in self.found:
            return
        self.found.add(name)
        self.out += 1
        self.pool.apply_async(
            read_page, (name,), callback=self.read, error_callback=lambda _: self.missing(name)
        )

    def read(self, result):
        print(f"read {result[0]}", flush=True)
        for link in result[1]:
            self.hand_out(link)
        self.one_back()

    def missing(self, name):
        print(f"missing {name}", flush=True)
        self.one_back()

    def one_back(self):
        self.out -= 1
        if self.out == 0:
            self.is_done.set()


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Pool(3) as pool:
        crawler = Crawler(pool)
        crawler.hand_out("start")
        crawler.is_done.wait()
        pool.close()
        pool.join()
    print(f"pages: {len(crawler.found)}")
