"""Ten children, started one right after the other. Which one prints first?"""
import multiprocessing as mp

CYAN, PLAIN = "\033[36m", "\033[0m"


def report(number):
    print(f"{CYAN}child {number}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    children = []
    for number in range(1, 11):
        child = mp.Process(target=report, name=f"child-{number}", args=(number,))
        child.start()
        children.append(child)
    print("main: all ten are started", flush=True)
    for child in children:
        child.join()
