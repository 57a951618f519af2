"""Ten numbers, two helpers, ten squares."""
import multiprocessing as mp


def work(tasks, squares):
    pass  # get numbers, put their squares, and know when to stop


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, squares = mp.Queue(), mp.Queue()
    # put the numbers 1 to 10, start two helpers, collect the squares, print their sum
