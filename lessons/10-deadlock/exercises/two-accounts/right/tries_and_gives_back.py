"""Two accounts with 100 coins each; coins are moved between them in both directions."""
import multiprocessing as mp
import time


def move_coin(source, target):
    source.value = source.value - 1
    time.sleep(0.01)  # the bank is slow
    target.value = target.value + 1


def move_ten(source, target, pause):
    moved = 0
    while moved < 10:
        with source.get_lock():
            if target.get_lock().acquire(block=False):
                move_coin(source, target)
                target.get_lock().release()
                moved += 1
        time.sleep(pause)  # not the same for both


if __name__ == "__main__":
    mp.set_start_method("fork")
    left = mp.Value("i", 100)
    right = mp.Value("i", 100)
    ann = mp.Process(target=move_ten, name="ann", args=(left, right, 0.01))
    ben = mp.Process(target=move_ten, name="ben", args=(right, left, 0.017))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
    print(f"left: {left.value}, right: {right.value}")
