"""Two accounts with 100 coins each; coins are moved between them in both directions."""
import multiprocessing as mp
import time


def move_coin(source, target):
    source.value = source.value - 1
    time.sleep(0.01)  # the bank is slow
    target.value = target.value + 1


class Clerk(mp.Process):
    def __init__(self, name, source, target):
        super().__init__(name=name)
        self.source, self.target = source, target

    def run(self):
        (_, first), (_, second) = sorted([self.source, self.target], key=lambda account: account[0])
        for _ in range(10):
            with first.get_lock():
                with second.get_lock():
                    move_coin(self.source[1], self.target[1])


if __name__ == "__main__":
    mp.set_start_method("fork")
    left = mp.Value("i", 100)
    right = mp.Value("i", 100)
    ann = Clerk("ann", (1, left), (2, right))
    ben = Clerk("ben", (2, right), (1, left))
    for clerk in (ann, ben):
        clerk.start()
    for clerk in (ann, ben):
        clerk.join()
    print(f"left: {left.value}, right: {right.value}")
