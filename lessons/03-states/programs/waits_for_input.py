"""Main waits for the keyboard. One child goes on meanwhile; another one asks too, and fails."""
import multiprocessing as mp
import time

CYAN, RED, YELLOW, PLAIN = "\033[36m", "\033[31m", "\033[33m", "\033[0m"


def tick():
    for second in range(1, 7):
        time.sleep(0.5)
        print(f"{CYAN}clock: {second / 2:.1f} s{PLAIN}", flush=True)


def ask():
    try:
        answer = input()
        print(f"{RED}asker: I got {answer!r}{PLAIN}", flush=True)
    except EOFError as error:
        print(f"{RED}asker: EOFError, {error}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    clock = mp.Process(target=tick, name="clock")
    asker = mp.Process(target=ask, name="asker")
    clock.start()
    asker.start()
    asker.join()
    try:
        name = input("What is your name? ")
    except EOFError:
        name = "nobody"
    print(f"{YELLOW}main: hello, {name}{PLAIN}", flush=True)
    clock.join()
