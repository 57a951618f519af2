"""A function stands behind the guard, where a spawned child does not look."""
import multiprocessing as mp

if __name__ == "__main__":

    def work():
        print("child: at work", flush=True)

    context = mp.get_context("spawn")
    child = context.Process(target=work, name="child")
    child.start()
    child.join()  # the child ended with AttributeError: it has no function "work"
    print("main: the child's exit code is", child.exitcode)
