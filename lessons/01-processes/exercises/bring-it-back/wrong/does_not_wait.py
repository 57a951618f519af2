"""A child adds up what main needs to know."""
import multiprocessing as mp


def add_up(last, total):
    for number in range(1, last + 1):
        total.value += number
    print(f"adder: I have {total.value}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    total = mp.Value("i", 0)
    adder = mp.Process(target=add_up, name="adder", args=(100, total))
    adder.start()
    print(f"main: the total is {total.value}", flush=True)
