"""The second email answers the first: it must not leave before the first has gone out."""
import multiprocessing as mp
import time

CYAN, BOLD, PLAIN = "\033[36m", "\033[1m", "\033[0m"


def send(text):
    time.sleep(1)  # the mail server is slow
    print(f"{CYAN}sent: {text}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    first = mp.Process(target=send, name="first", args=("the first email",))
    first.start()
    print(f"{BOLD}main: has the first one gone? {not first.is_alive()}{PLAIN}", flush=True)
    first.join()
    print(f"{BOLD}main: has the first one gone? {not first.is_alive()}{PLAIN}", flush=True)
    second = mp.Process(target=send, name="second", args=("the second email",))
    second.start()
    print(f"{BOLD}main: my last line{PLAIN}", flush=True)
