"""Two accounts with 100 coins each; coins are moved between them in both directions."""
import multiprocessing as mp
import time


def move_coin(source, target):
    source.value = source.value - 1
    time.sleep(0.01)  # the bank is slow
    target.value = target.value + 1


def move_ten(source, target):
    for _ in range(10):
        move_coin(source, target)


if __name__ == "__main__":
    mp.set_start_method("fork")
    left = mp.Value("i", 100)
    right = mp.Value("i", 100)
    ann = mp.Process(target=move_ten, name="ann", args=(left, right))
    ben = mp.Process(target=move_ten, name="ben", args=(right, left))
    ann.start()
    ann.join()
    ben.start()
    ben.join()
    print(f"left: {left.value}, right: {right.value}")
