"""Numbers first, bounded queues, each helper says when it is done."""
import multiprocessing as mp

DONE = "done"


def work(tasks, squares):
    for number in iter(tasks.get, DONE):
        squares.put(number * number)
    squares.put(DONE)


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, squares = mp.Queue(maxsize=12), mp.Queue()
    for item in [*range(1, 11), DONE, DONE]:
        tasks.put(item)
    helpers = [mp.Process(target=work, args=(tasks, squares)) for _ in range(2)]
    for helper in helpers:
        helper.start()
    total, working = 0, len(helpers)
    while working:
        answer = squares.get()
        if answer == DONE:
            working -= 1
        else:
            total += answer
    for helper in helpers:
        helper.join()
    print("sum:", total)
