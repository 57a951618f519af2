"""A spawned child runs this file once more, from the top. Here that starts a child again."""
import multiprocessing as mp

CYAN, PLAIN = "\033[36m", "\033[0m"
print(f"this file is run as {__name__}", flush=True)


def work():
    print(f"{CYAN}child: at work{PLAIN}", flush=True)


context = mp.get_context("spawn")
child = context.Process(target=work, name="child")
child.start()  # not behind: if __name__ == "__main__"
child.join()
print(f"{__name__}: the child has ended with {child.exitcode}", flush=True)
