"""A child adds up what main needs to know."""
import multiprocessing as mp


def add_up(last):
    total = sum(range(1, last + 1))
    print(f"adder: I have {total}", flush=True)
    with open("total.txt", "w", encoding="utf-8") as file:
        file.write(str(total))


if __name__ == "__main__":
    mp.set_start_method("fork")
    adder = mp.Process(target=add_up, name="adder", args=(100,))
    adder.start()
    adder.join()
    with open("total.txt", encoding="utf-8") as file:
        print(f"main: the total is {file.read()}", flush=True)
