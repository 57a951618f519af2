"""A crawler over local files: pages name other pages, and a pool reads whatever has been found."""
import multiprocessing as mp
import os
import queue
import re
import time
from collections import Counter

CYAN, GREEN, DIM, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[2m", "\033[33m", "\033[0m"
SITE = "site"
WORKERS = 3
PAGES = {
    "index": "The zoo. See [birds], [cats] and [map].",
    "birds": "Birds sing. See [owl] and [parrot], or go back to [index].",
    "cats": "Cats sleep. See [lion] and [tiger].",
    "map": "The way to [birds], to [cats] and to the [cafe].",
    "owl": "The owl sleeps by day, see [index].",
    "parrot": "The parrot talks about the [owl].",
    "lion": "The lion sleeps, the [tiger] too.",
    "tiger": "The tiger sleeps.",
}  # nobody has written the page of the cafe


def write_site():
    os.makedirs(SITE, exist_ok=True)
    for name, text in PAGES.items():
        with open(os.path.join(SITE, name + ".txt"), "w", encoding="utf-8") as file:
            file.write(text)


# -- stage 1, in the workers: read a page

def read_page(name):
    time.sleep(0.2)  # a slow disk
    with open(os.path.join(SITE, name + ".txt"), encoding="utf-8") as file:
        text = file.read()
    links = re.findall(r"\[(\w+)\]", text)
    words = Counter(re.findall(r"\w+", text.lower()))
    return name, links, words


# -- stage 2, in main: hand out what is new, put together what comes back

class Crawl:
    def __init__(self, pool):
        self.pool = pool
        self.found = set()
        self.words = Counter()
        self.broken = []
        self.results = queue.Queue()  # from the pool's thread to main's: no process in between
        self.open = 0  # tasks handed out and not back yet

    def hand_out(self, name):
        if name in self.found:
            return
        self.found.add(name)
        self.open += 1
        self.pool.apply_async(
            read_page,
            (name,),
            callback=self.results.put,
            error_callback=lambda problem: self.results.put((name, problem)),
        )

    def take(self, result):
        self.open -= 1
        if len(result) == 2:
            name, problem = result
            self.broken.append(name)
            print(f"{YELLOW}{name}: {type(problem).__name__}{PLAIN}", flush=True)
            return
        name, links, words = result
        self.words += words
        print(f"{GREEN}{name}{PLAIN} {DIM}names {', '.join(links) or 'nobody'}{PLAIN}", flush=True)
        for link in links:
            self.hand_out(link)

    def run(self, start):
        self.hand_out(start)
        while self.open:  # nothing is under way and nothing new was found: done
            self.take(self.results.get())


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_site()
    began = time.perf_counter()
    with mp.Pool(WORKERS) as pool:
        crawl = Crawl(pool)
        crawl.run("index")
        pool.close()
        pool.join()
    seconds = time.perf_counter() - began
    print(f"{CYAN}{len(crawl.found)} pages in {seconds:.1f} s, broken: {crawl.broken}")
    print(f"most frequent: {crawl.words.most_common(2)}{PLAIN}")
