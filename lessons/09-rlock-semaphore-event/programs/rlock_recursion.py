"""Two authors and one book: a function that takes the lock calls itself for each part."""
import multiprocessing as mp
import time

GREEN, CYAN, PLAIN = "\033[32m", "\033[36m", "\033[0m"
PLAN = {"book": {"chapter 1": {"section": {}}, "chapter 2": {}}}


def add(name, colour, parts, lock):
    for title, inner in parts.items():
        with lock:  # again for each part inside a part
            with open("book.txt", "a", encoding="utf-8") as file:
                file.write(f"{title}, by {name}\n")
            print(f"{colour}{name}: {title}{PLAIN}", flush=True)
            time.sleep(0.2)
            add(name, colour, inner, lock)


if __name__ == "__main__":
    mp.set_start_method("fork")
    lock = mp.RLock()
    ann = mp.Process(target=add, name="ann", args=("ann", GREEN, PLAN, lock))
    ben = mp.Process(target=add, name="ben", args=("ben", CYAN, PLAN, lock))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
    print("both have written")
