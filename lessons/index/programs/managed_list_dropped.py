"""A managed list lives as long as some process has a proxy of it."""
import multiprocessing as mp


def count(shared):
    shared.append(1)
    print("child: has counted", flush=True)


if __name__ == "__main__":
    context = mp.get_context("spawn")
    with context.Manager() as manager:
        child = context.Process(target=count, name="counter", args=(manager.list(),))
        child.start()  # now main has no proxy any more, and the child has none yet
        child.join()
        print("main: the child's exit code is", child.exitcode)
