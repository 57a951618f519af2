"""close says that no more tasks will come, join waits for the rest: only in this order."""
import multiprocessing as mp
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


def send_letter(number):
    time.sleep(0.5)
    print(f"{GREEN}    letter {number} is sent{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(2)
    for number in range(1, 5):
        pool.apply_async(send_letter, (number,))
    try:
        pool.join()
    except ValueError as problem:
        print(f"{YELLOW}join before close: {problem}{PLAIN}", flush=True)
    pool.close()
    try:
        pool.apply_async(send_letter, (5,))
    except ValueError as problem:
        print(f"{YELLOW}a task after close: {problem}{PLAIN}", flush=True)
    pool.join()
    print(f"{CYAN}main: all four are sent{PLAIN}", flush=True)
