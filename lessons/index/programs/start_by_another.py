"""A child is to start a process that main has made."""
import multiprocessing as mp


def work():
    print("at work", flush=True)


def start_it(other):
    other.start()  # AssertionError: main made it


if __name__ == "__main__":
    mp.set_start_method("fork")
    other = mp.Process(target=work, name="other")
    helper = mp.Process(target=start_it, name="helper", args=(other,))
    helper.start()
    helper.join()
