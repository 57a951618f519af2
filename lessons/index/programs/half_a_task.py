"""A child meets a mistake of its own."""
import multiprocessing as mp


def share(cake, guests):
    print("child: each gets", cake / guests, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=share, name="host", args=(1, 0))
    child.start()
    child.join()
    print("main: goes on; the child's exit code is", child.exitcode)
