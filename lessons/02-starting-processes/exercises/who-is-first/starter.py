"""Main starts a child and goes on. Both have one line to print."""
import multiprocessing as mp


def greet():
    print("child: here I am", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=greet, name="child")
    child.start()
    print("main: the child is started", flush=True)
    child.join()
    print("main: the child has ended", flush=True)
