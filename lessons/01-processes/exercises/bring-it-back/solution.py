"""A child adds up what main needs to know."""
import multiprocessing as mp


def add_up(last, results):
    total = 0
    for number in range(1, last + 1):
        total += number
    print(f"adder: I have {total}", flush=True)
    results.put(total)


if __name__ == "__main__":
    mp.set_start_method("fork")
    results = mp.Queue()
    adder = mp.Process(target=add_up, name="adder", args=(100, results))
    adder.start()
    total = results.get()
    adder.join()
    print(f"main: the total is {total}", flush=True)
