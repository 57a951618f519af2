"""Two processes add 1 to the same counter, twenty times each. Is it 40 then?"""
import multiprocessing as mp
import time

CYAN, BOLD, PLAIN = "\033[36m", "\033[1m", "\033[0m"
ROUNDS = 20


def add(counter):
    for _ in range(ROUNDS):
        seen = counter.value  # read
        time.sleep(0.05)
        counter.value = seen + 1  # write
    print(f"{CYAN}{mp.current_process().name}: added 1 {ROUNDS} times{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Value("i", 0)  # one number in memory that both children share
    left = mp.Process(target=add, name="left", args=(counter,))
    right = mp.Process(target=add, name="right", args=(counter,))
    left.start()
    right.start()
    left.join()
    right.join()
    print(f"{BOLD}the counter is {counter.value}; {2 * ROUNDS} times 1 was added{PLAIN}")
