"""Two accounts with 100 coins each; coins are moved between them in both directions."""
import multiprocessing as mp
import time


def move_coin(source, target):
    source.value = source.value - 1
    time.sleep(0.01)  # the bank is slow
    target.value = target.value + 1


if __name__ == "__main__":
    mp.set_start_method("fork")
    left = mp.Value("i", 100)
    right = mp.Value("i", 100)
    for _ in range(10):
        move_coin(left, right)
        move_coin(right, left)
    print(f"left: {left.value}, right: {right.value}")
