"""Three children count, main adds up."""
import multiprocessing as mp
import os
import time


def count(name, number):
    time.sleep(0.7 - number / 100)  # not everybody counts equally fast
    with open(f"{name}.txt", "w", encoding="utf-8") as file:
        file.write(str(number))


def add_up(names):
    total = 0
    for name in names:
        if os.path.exists(f"{name}.txt"):
            with open(f"{name}.txt", encoding="utf-8") as file:
                total += int(file.read())
    return total


if __name__ == "__main__":
    mp.set_start_method("fork")
    parts = {"apples": 10, "pears": 20, "plums": 30}
    for name, number in parts.items():
        mp.Process(target=count, name=name, args=(name, number)).start()
    for child in mp.active_children():
        child.join()
    print(f"fruit: {add_up(parts)}", flush=True)
