"""A party with a host, a guest, and music in the background."""
import multiprocessing as mp
import time


def play():
    print("musician: the first song", flush=True)
    time.sleep(2)
    print("musician: the last song", flush=True)


def visit():
    print("guest: good evening", flush=True)
    time.sleep(3)
    print("guest: good night", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    musician = mp.Process(target=play, name="musician", daemon=True)
    guest = mp.Process(target=visit, name="guest")
    musician.start()
    guest.start()
    time.sleep(1)
    print("host: I am off to bed", flush=True)
