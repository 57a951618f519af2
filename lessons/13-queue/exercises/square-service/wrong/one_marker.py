"""One marker for two helpers."""
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
    tasks.put(None)
    print(f"sum: {sum(squares.get() for _ in range(10))}", flush=True)
    for helper in helpers:
        helper.join()
