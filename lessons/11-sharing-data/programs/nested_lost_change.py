"""A plain list inside a managed one: what is got out of it is a copy."""
import multiprocessing as mp

CYAN, PLAIN = "\033[36m", "\033[0m"


def shop(baskets):
    baskets[0].append("apples")  # gets a copy, changes the copy, forgets it
    print(f"{CYAN}child: after append {baskets[0]}{PLAIN}", flush=True)

    mine = baskets[1]
    mine.append("bread")
    baskets[1] = mine  # hands the changed copy back
    print(f"{CYAN}child: after handing back {baskets[1]}{PLAIN}", flush=True)

    baskets[2].append("cheese")  # a managed list itself: no copy
    print(f"{CYAN}child: in a managed list {list(baskets[2])}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    with mp.Manager() as manager:
        baskets = manager.list([[], [], manager.list()])
        child = mp.Process(target=shop, name="child", args=(baskets,))
        child.start()
        child.join()
        print("main finds", baskets[0], baskets[1], list(baskets[2]))
