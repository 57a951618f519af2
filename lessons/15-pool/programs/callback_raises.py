"""A callback that raises ends the thread that hands out results, and join waits for ever."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def count_words(text):
    time.sleep(0.3)
    print(f"{GREEN}    counted {text!r}{PLAIN}", flush=True)
    return len(text.split())


def report(words):
    print(f"{CYAN}100 / {words} is {100 / words:.0f}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(1)
    for text in ("to be or not", "", "that is the question"):
        pool.apply_async(count_words, (text,), callback=report)
    pool.close()
    pool.join()
    print("all are reported")
