"""The same name in two processes: each has a value of its own."""
import multiprocessing as mp
import time

value = 100

CYAN, BOLD, PLAIN = "\033[36m", "\033[1m", "\033[0m"


def show(who, colour):
    print(f"{colour}{who}: value is {value}{PLAIN}", flush=True)


def add_one():
    global value
    show("child", CYAN)
    value += 1
    show("child", CYAN)
    time.sleep(1)  # meanwhile main looks at its own value, and changes it
    show("child", CYAN)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=add_one, name="child")
    child.start()
    time.sleep(0.5)
    show("                        main", BOLD)
    value = 7
    show("                        main", BOLD)
    child.join()
    show("                        main", BOLD)
