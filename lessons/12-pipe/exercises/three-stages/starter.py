"""A pipeline: pick words, make them loud, number them."""
import multiprocessing as mp
import time

WORDS = ("smoke", "in", "the", "kitchen", "call", "for", "help")


def pick(out):
    for word in WORDS:
        time.sleep(0.2)  # picking one word
        # send it on


def shout(into, out):
    pass  # receive each word, time.sleep(0.2), send word.upper() on


def number(into):
    pass  # receive each word, time.sleep(0.2), print it with its number: 1 SMOKE


if __name__ == "__main__":
    mp.set_start_method("fork")
    # two pipes, three children; then main joins them and prints "the line is empty"
