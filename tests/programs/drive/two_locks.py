"""Two processes take two locks in opposite orders."""
import multiprocessing as mp
import sys


def work(name, first, second):
    with first:
        with second:
            print(name, "has both", flush=True)


if __name__ == "__main__":
    context = mp.get_context(sys.argv[1])
    left, right = context.Lock(), context.Lock()
    both = [
        context.Process(target=work, args=("A", left, right)),
        context.Process(target=work, args=("B", right, left)),
    ]
    for process in both:
        process.start()
    for process in both:
        process.join()
    print("done", flush=True)
