"""Three children count, main adds up."""
import multiprocessing as mp
import time


def count(name, number):
    time.sleep(0.7 - number / 100)  # not everybody counts equally fast
    with open(f"{name}.txt", "w", encoding="utf-8") as file:
        file.write(str(number))


def add_up(names):
    total = 0
    for name in names:
        with open(f"{name}.txt", encoding="utf-8") as file:
            total += int(file.read())
    return total


if __name__ == "__main__":
    mp.set_start_method("fork")
    parts = {"apples": 10, "pears": 20, "plums": 30}
    children = []
    for name, number in parts.items():
        child = mp.Process(target=count, name=name, args=(name, number))
        child.start()
        children.append(child)
    for child in children:
        child.join()
    print(f"fruit: {add_up(parts)}", flush=True)
