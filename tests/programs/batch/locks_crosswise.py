"""Two children take two locks in opposite order and wait for each other for ever."""
import multiprocessing as mp


def take(first, second, barrier):
    with first:
        barrier.wait()
        with second:
            pass


if __name__ == "__main__":
    context = mp.get_context("fork")
    left, right, barrier = context.Lock(), context.Lock(), context.Barrier(2)
    children = [
        context.Process(target=take, args=(left, right, barrier), name="lefty"),
        context.Process(target=take, args=(right, left, barrier), name="righty"),
    ]
    print("begin", flush=True)
    for child in children:
        child.start()
    for child in children:
        child.join()
