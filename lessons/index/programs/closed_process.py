"""A Process object is asked something after close()."""
import multiprocessing as mp


def work():
    print("child: at work", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=work, name="child")
    child.start()
    child.join()
    child.close()
    print("main: its exit code is", child.exitcode)  # ValueError: asked too late
