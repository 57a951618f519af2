"""Workers with a queue: some processes share the tasks, and main collects the results."""
import multiprocessing as mp
import time

WORKERS = 3
END = None  # one for each worker: no more tasks will come


def solve(task):
    """Your work: here a number is squared, slowly."""
    time.sleep(0.2)
    return task * task


def work(tasks, results):
    while (task := tasks.get()) is not END:
        results.put((task, solve(task)))


if __name__ == "__main__":
    mp.set_start_method("fork")
    tasks, results = mp.Queue(), mp.Queue()
    workers = [
        mp.Process(target=work, name=f"worker-{number}", args=(tasks, results))
        for number in range(1, WORKERS + 1)
    ]
    for worker in workers:
        worker.start()

    wanted = list(range(1, 10))
    for task in wanted:
        tasks.put(task)
    for _ in workers:
        tasks.put(END)

    for _ in wanted:  # get before join: a worker ends only when its results have been taken
        task, result = results.get()
        print(f"{task} -> {result}", flush=True)
    for worker in workers:
        worker.join()
    print("all done")
