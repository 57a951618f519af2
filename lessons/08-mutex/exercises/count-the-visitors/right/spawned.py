"""Spawned doors, a semaphore as the key to the file."""
import multiprocessing as mp

COUNTER = "visitors.txt"


def read_count():
    with open(COUNTER, encoding="utf-8") as file:
        return int(file.read())


def write_count(count):
    with open(COUNTER, "w", encoding="utf-8") as file:
        file.write(str(count))


def count_visitors(key, visitors):
    while visitors:
        with key:
            count = read_count() + 1
            write_count(count)
        visitors -= 1


def main():
    context = mp.get_context("spawn")
    write_count(0)
    key = context.Semaphore(1)
    doors = []
    for _ in range(4):
        door = context.Process(target=count_visitors, args=(key, 10))
        door.start()
        doors.append(door)
    for door in doors:
        door.join()
    print(f"visitors: {read_count()}")


if __name__ == "__main__":
    main()
