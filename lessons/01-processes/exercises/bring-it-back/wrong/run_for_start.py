"""A child adds up what main needs to know."""
import multiprocessing as mp

total = 0


def add_up(last):
    global total
    for number in range(1, last + 1):
        total += number
    print(f"adder: I have {total}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    adder = mp.Process(target=add_up, name="adder", args=(100,))
    adder.run()
    print(f"main: the total is {total}", flush=True)
