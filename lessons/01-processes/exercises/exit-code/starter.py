"""Three children that end in three ways."""
import multiprocessing as mp
import time


def come_to_the_end():
    print("first: done", flush=True)


def fail():
    raise ValueError("this is on purpose")


def go_on_for_long():
    time.sleep(60)


if __name__ == "__main__":
    mp.set_start_method("fork")
    first = mp.Process(target=come_to_the_end, name="first")
    second = mp.Process(target=fail, name="second")
    third = mp.Process(target=go_on_for_long, name="third")
    for child in (first, second, third):
        child.start()
    time.sleep(1)
    third.terminate()
    for child in (first, second, third):
        child.join()
    print(f"main: {first.exitcode}, {second.exitcode} and {third.exitcode}", flush=True)
