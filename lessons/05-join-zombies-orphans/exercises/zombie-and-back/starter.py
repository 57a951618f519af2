"""A child with one line, and a parent with two."""
import multiprocessing as mp


def live():
    print("child: that was all", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=live, name="child")
    child.start()
    print("main: I have a child", flush=True)
    child.join()
