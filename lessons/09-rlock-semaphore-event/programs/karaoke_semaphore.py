"""Seven singers and three booths: a lock with three keys."""
import multiprocessing as mp
import time

MAGENTA, DIM, PLAIN = "\033[35m", "\033[2m", "\033[0m"


def sing(name, seconds, booths):
    with booths:
        print(f"{MAGENTA}{name} sings{PLAIN}", flush=True)
        time.sleep(seconds)
        print(f"{DIM}{name} comes out{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    booths = mp.BoundedSemaphore(3)
    singers = [
        mp.Process(target=sing, name=f"singer-{n}", args=(f"singer-{n}", 0.4 + n / 10, booths))
        for n in range(1, 8)
    ]
    for singer in singers:
        singer.start()
    for singer in singers:
        singer.join()
    print("the bar is closing")
