"""Two processes add one to the same element of a managed list: read, then write."""
import multiprocessing as mp
import sys


def add(numbers):
    numbers[0] = numbers[0] + 1


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    with context.Manager() as manager:
        numbers = manager.list([0])
        both = [context.Process(target=add, args=(numbers,)) for _ in range(2)]
        for process in both:
            process.start()
        for process in both:
            process.join()
        print("sum", numbers[0], flush=True)
