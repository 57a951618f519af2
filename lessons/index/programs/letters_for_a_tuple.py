"""args=("hello") is a text, and a text has five letters: args=("hello",) was meant."""
import multiprocessing as mp


def say(word):
    print("child:", word, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=say, name="child", args=("hello"))
    child.start()  # the child ends with TypeError: it was given five arguments
    child.join()
    print("main: the child's exit code is", child.exitcode)
