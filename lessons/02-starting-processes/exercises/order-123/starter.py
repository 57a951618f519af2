"""Three children, and each prints its number."""
import multiprocessing as mp


def report(number):
    print(f"child {number}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    children = []
    for number in range(1, 4):
        child = mp.Process(target=report, name=f"child-{number}", args=(number,))
        child.start()
        children.append(child)
    print("main: all three are started", flush=True)
    for child in children:
        child.join()
