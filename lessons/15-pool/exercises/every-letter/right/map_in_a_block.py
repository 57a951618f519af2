"""Six tasks are handed to a pool, and main does not wait for them."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def send_letter(number):
    time.sleep(0.5)
    print(f"{GREEN}    letter {number} is sent{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    print(f"{CYAN}main: six letters are on their way{PLAIN}", flush=True)
    with mp.Pool(2) as pool:
        pool.map(send_letter, range(1, 7))
    print(f"{CYAN}main: good night{PLAIN}", flush=True)
