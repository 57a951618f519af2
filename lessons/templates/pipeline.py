"""A pipeline: each stage takes from the queue before it and puts into the queue behind it."""
import multiprocessing as mp
import time

END = None  # goes through all stages, and ends each of them


def read(lines):
    """First stage: where the items come from."""
    for line in ("one two", "three", "four five six"):
        time.sleep(0.1)
        lines.put(line)
    lines.put(END)


def split(lines, words):
    """A stage in the middle: one item in, any number out."""
    while (line := lines.get()) is not END:
        for word in line.split():
            time.sleep(0.1)
            words.put(word)
    words.put(END)


def collect(words):
    """Last stage: what is done with them."""
    while (word := words.get()) is not END:
        print(word.upper(), flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    lines, words = mp.Queue(maxsize=4), mp.Queue(maxsize=4)  # a fast stage waits for a slow one
    stages = [
        mp.Process(target=read, name="read", args=(lines,)),
        mp.Process(target=split, name="split", args=(lines, words)),
        mp.Process(target=collect, name="collect", args=(words,)),
    ]
    for stage in stages:
        stage.start()
    for stage in stages:
        stage.join()
    print("all done")
