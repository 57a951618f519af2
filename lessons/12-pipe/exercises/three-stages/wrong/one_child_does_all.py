"""One child picks, shouts and numbers."""
import multiprocessing as mp
import time

WORDS = ("smoke", "in", "the", "kitchen", "call", "for", "help")


def do_all():
    for count, word in enumerate(WORDS, start=1):
        time.sleep(0.6)
        print(count, word.upper(), flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=do_all)
    child.start()
    child.join()
    print("the line is empty")
