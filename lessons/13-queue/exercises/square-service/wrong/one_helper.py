"""A single helper."""
import multiprocessing as mp


def work(tasks, squares):
    while (number := tasks.get()) is not None:
        squares.put(number * number)


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, squares = mp.Queue(), mp.Queue()
    helper = mp.Process(target=work, name="helper", args=(tasks, squares))
    helper.start()
    for number in [*range(1, 11), None]:
        tasks.put(number)
    print(f"sum: {sum(squares.get() for _ in range(10))}")
    helper.join()
