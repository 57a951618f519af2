"""A process is waited for that was never started."""
import multiprocessing as mp


def work():
    print("child: at work", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=work, name="child")
    child.join()  # AssertionError: start() is missing
