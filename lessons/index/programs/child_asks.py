"""A child wants a line from the keyboard."""
import multiprocessing as mp


def ask():
    name = input("Your name? ")  # the child's input is empty: EOFError
    print("child: hello", name, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=ask, name="child")
    child.start()
    child.join()
    print("main: the child's exit code is", child.exitcode)
