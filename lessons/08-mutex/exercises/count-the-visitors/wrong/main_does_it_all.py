"""No processes."""
import multiprocessing as mp

COUNTER = "visitors.txt"


def read_count():
    with open(COUNTER, encoding="utf-8") as file:
        return int(file.read())


def write_count(count):
    with open(COUNTER, "w", encoding="utf-8") as file:
        file.write(str(count))


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_count(0)
    for _ in range(40):
        write_count(read_count() + 1)
    print(f"visitors: {read_count()}")
