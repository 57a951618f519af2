"""A queue for each helper: every number is squared twice."""
import multiprocessing as mp


def work(tasks, squares):
    for _ in range(10):
        squares.put(tasks.get() ** 2)


if __name__ == "__main__":
    mp.set_start_method("fork")
    squares = mp.Queue()
    helpers = []
    for name in ("helper-1", "helper-2"):
        tasks = mp.Queue()
        for number in range(1, 11):
            tasks.put(number)
        helpers.append(mp.Process(target=work, name=name, args=(tasks, squares)))
    for helper in helpers:
        helper.start()
    print(f"sum: {sum(squares.get() for _ in range(20)) // 2}")
    for helper in helpers:
        helper.join()
