"""Two processes add 1 to a counter, three times each."""
import multiprocessing as mp

ROUNDS = 3


def add(counter):
    for _ in range(ROUNDS):
        seen = counter.value  # read
        counter.value = seen + 1  # write


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Value("i", 0)
    left = mp.Process(target=add, name="left", args=(counter,))
    right = mp.Process(target=add, name="right", args=(counter,))
    left.start()
    right.start()
    left.join()
    right.join()
    print(f"main: the counter is {counter.value}", flush=True)
