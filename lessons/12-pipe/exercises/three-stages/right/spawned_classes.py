"""Stages as classes, spawned, so that no end is inherited by accident; pipes with two directions."""
import multiprocessing as mp
import time

WORDS = ("smoke", "in", "the", "kitchen", "call", "for", "help")
END = "end of the line"
spawn = mp.get_context("spawn")


class Stage(spawn.Process):
    def __init__(self, into, out):
        super().__init__()
        self.into, self.out = into, out

    def items(self):
        return iter(self.into.recv, END)

    def run(self):
        for item in self.items():
            time.sleep(0.2)
            self.hand_on(item)
        self.finish()

    def finish(self):
        self.out.send(END)


class Pick(Stage):
    def items(self):
        return WORDS

    def hand_on(self, item):
        self.out.send(item)


class Shout(Stage):
    def hand_on(self, item):
        self.out.send(item.upper())


class Number(Stage):
    count = 0

    def hand_on(self, item):
        self.count += 1
        print(self.count, item, flush=True)

    def finish(self):
        pass


if __name__ == "__main__":
    first, second = spawn.Pipe(), spawn.Pipe()
    stages = [Pick(None, first[0]), Shout(first[1], second[0]), Number(second[1], None)]
    for stage in stages:
        stage.start()
    for stage in stages:
        stage.join()
    print("the line is empty")
