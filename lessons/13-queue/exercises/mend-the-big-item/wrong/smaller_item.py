"""Main waits for the child, and the child waits until somebody takes its item out of the pipe."""
import multiprocessing as mp

CYAN, PLAIN = "\033[36m", "\033[0m"


def count(letters, results):
    print(f"{CYAN}child: my code is about to end{PLAIN}", flush=True)
    results.put(letters * 1_000)  # about a megabyte; a pipe holds 64 kilobytes


if __name__ == "__main__":
    mp.set_start_method("fork")
    results = mp.Queue()
    child = mp.Process(target=count, name="child", args=("x", results))
    child.start()
    print("main: waiting in join", flush=True)
    child.join()  # never returns
    text = results.get()  # would have helped
    print(f"main: got {len(text)} letters")
