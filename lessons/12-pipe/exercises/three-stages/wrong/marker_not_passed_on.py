"""The second stage keeps the marker to itself."""
import multiprocessing as mp
import time

WORDS = ("smoke", "in", "the", "kitchen", "call", "for", "help")


def pick(out):
    for word in WORDS:
        time.sleep(0.2)
        out.send(word)
    out.send(None)


def shout(into, out):
    while (word := into.recv()) is not None:
        time.sleep(0.2)
        out.send(word.upper())


def number(into):
    count = 0
    while (word := into.recv()) is not None:
        time.sleep(0.2)
        count += 1
        print(count, word, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    from_pick, to_shout = mp.Pipe(duplex=False)
    from_shout, to_number = mp.Pipe(duplex=False)
    stages = [
        mp.Process(target=pick, name="pick", args=(to_shout,)),
        mp.Process(target=shout, name="shout", args=(from_pick, to_number)),
        mp.Process(target=number, name="number", args=(from_shout,)),
    ]
    for stage in stages:
        stage.start()
    for stage in stages:
        stage.join()
    print("the line is empty")
