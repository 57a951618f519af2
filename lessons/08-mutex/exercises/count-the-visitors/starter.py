"""Four doors, ten visitors each, one number in a file."""
import multiprocessing as mp

COUNTER = "visitors.txt"


def read_count():
    with open(COUNTER, encoding="utf-8") as file:
        return int(file.read())


def write_count(count):
    with open(COUNTER, "w", encoding="utf-8") as file:
        file.write(str(count))


# def count_visitors(...): ten times, add 1 to the number in the file


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_count(0)
    # start four processes, wait for them, print how many visitors there were
