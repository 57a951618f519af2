"""A spawned child gets a lock that main has already thrown away."""
import multiprocessing as mp


def work(mutex):
    with mutex:
        print("child: inside", flush=True)


if __name__ == "__main__":
    context = mp.get_context("spawn")
    child = context.Process(target=work, name="child", args=(context.Lock(),))
    child.start()  # now nothing in main holds the lock any more
    child.join()
    print("main: the child's exit code is", child.exitcode)
