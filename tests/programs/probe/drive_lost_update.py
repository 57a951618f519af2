"""Three processes whose result depends on who goes first: a counter read and written in two critical sections, a queue, a
sleep, joins. Prints the result. Argument: the start method."""
import multiprocessing as mp
import sys
import time


def work(number, mutex, counter, results):
    mutex.acquire()
    seen = counter.value
    mutex.release()
    time.sleep(0.001 * number)
    mutex.acquire()
    counter.value = seen * 3 + number
    mutex.release()
    results.put((number, counter.value))


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    mutex = context.Lock()
    counter = context.Value("q", 1, lock=False)
    results = context.Queue()
    workers = [context.Process(target=work, args=(i + 1, mutex, counter, results)) for i in range(3)]
    for worker in workers:
        worker.start()
    received = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    print(received, counter.value)
