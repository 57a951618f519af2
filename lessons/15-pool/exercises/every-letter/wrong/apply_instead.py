"""Six tasks are handed to a pool, and main does not wait for them."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def send_letter(number):
    time.sleep(0.5)
    print(f"{GREEN}    letter {number} is sent{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(2)
    for number in range(1, 7):
        pool.apply(send_letter, (number,))
    print(f"{CYAN}main: six letters are on their way{PLAIN}", flush=True)
    time.sleep(0.7)
    print(f"{CYAN}main: good night{PLAIN}", flush=True)
