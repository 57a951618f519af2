"""Ten children take one each, from a list of a manager and from a plain list."""
import multiprocessing as mp

CYAN, PLAIN = "\033[36m", "\033[0m"


def take_one(number, managed, plain, mutex):
    with mutex:
        managed[0] = managed[0] - 1  # two requests to the manager
        plain[0] = plain[0] - 1  # this child's own copy
        print(f"{CYAN}child {number}: managed {managed[0]}, plain {plain[0]}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    with mp.Manager() as manager:
        managed = manager.list([100])
        plain = [100]
        children = [
            mp.Process(target=take_one, name=f"child-{n}", args=(n, managed, plain, mutex))
            for n in range(1, 11)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        print(f"managed: {list(managed)}")
        print(f"plain:   {plain}")
