"""Two helpers that do nothing."""
import multiprocessing as mp


def work(tasks, squares):
    pass


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, squares = mp.Queue(), mp.Queue()
    helpers = [mp.Process(target=work, name=f"helper-{n}", args=(tasks, squares)) for n in (1, 2)]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()
    print(f"sum: {sum(n * n for n in range(1, 11))}")
