"""An end marker for each of the two helpers."""
import multiprocessing as mp


def work(tasks, squares):
    while (number := tasks.get()) is not None:
        squares.put(number * number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, squares = mp.Queue(), mp.Queue()
    helpers = [mp.Process(target=work, name=f"helper-{n}", args=(tasks, squares)) for n in (1, 2)]
    for helper in helpers:
        helper.start()
    for number in range(1, 11):
        tasks.put(number)
    for _ in helpers:
        tasks.put(None)
    total = sum(squares.get() for _ in range(10))
    for helper in helpers:
        helper.join()
    print(f"sum: {total}")
