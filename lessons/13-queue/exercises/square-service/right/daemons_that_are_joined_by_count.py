"""Helpers without an end: daemons, ended with main."""
import multiprocessing as mp


def work(tasks, squares):
    while True:
        number = tasks.get()
        squares.put(number ** 2)
        tasks.task_done()


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, squares = mp.JoinableQueue(), mp.Queue()
    for name in ("helper-1", "helper-2"):
        mp.Process(target=work, name=name, args=(tasks, squares), daemon=True).start()
    for number in range(1, 11):
        tasks.put(number)
    tasks.join()
    print(f"sum: {sum(squares.get() for _ in range(10))}")
