"""join in the loop."""
import multiprocessing as mp

COUNTER = "visitors.txt"


def read_count():
    with open(COUNTER, encoding="utf-8") as file:
        return int(file.read())


def write_count(count):
    with open(COUNTER, "w", encoding="utf-8") as file:
        file.write(str(count))


def count_visitors():
    for _ in range(10):
        write_count(read_count() + 1)


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_count(0)
    for number in range(4):
        door = mp.Process(target=count_visitors, name=f"door-{number}")
        door.start()
        door.join()
    print(f"visitors: {read_count()}")
