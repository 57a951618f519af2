"""The same additions to a plain number, to a shared Value and to a manager's Value."""
import multiprocessing as mp
import time

TIMES = 100


def measure(label, add):
    began = time.perf_counter()
    for _ in range(TIMES):
        add()
    micros = (time.perf_counter() - began) * 1e6 / TIMES
    print(f"{label:16} {micros:8.1f} microseconds each", flush=True)


class Plain:
    value = 0


def add_to(number):
    def add():
        number.value += 1

    return add


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Manager() as manager:
        shared, managed = mp.Value("i", 0), manager.Value("i", 0)
        measure("plain variable", add_to(Plain()))
        measure("shared Value", add_to(shared))
        measure("manager's Value", add_to(managed))
        print(f"values: {shared.value} and {managed.value}")
