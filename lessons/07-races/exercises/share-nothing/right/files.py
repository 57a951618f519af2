"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp


def add_up(name, first):
    part = 0
    for number in range(first, first + 100):
        part += number
    with open(f"{name}.txt", "w", encoding="utf-8") as file:
        file.write(str(part))


if __name__ == "__main__":
    mp.set_start_method("fork")
    names = {f"part-{n + 1}": 100 * n + 1 for n in range(4)}
    parts = [mp.Process(target=add_up, name=name, args=(name, names[name])) for name in names]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
    total = 0
    for name in names:
        with open(f"{name}.txt", encoding="utf-8") as file:
            total += int(file.read())
    print(f"total: {total}", flush=True)
