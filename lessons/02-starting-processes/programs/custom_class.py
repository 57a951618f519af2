"""A class of processes: what it does stands in run, what it needs in __init__."""
import multiprocessing as mp

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


class Painter(mp.Process):
    def __init__(self, colour, walls):
        super().__init__(name=f"{colour}-painter")  # first of all
        self.colour = colour
        self.walls = walls
        self.painted = 0

    def run(self):
        for wall in range(1, self.walls + 1):
            self.painted += 1
            print(f"{CYAN}{self.name}: wall {wall} is {self.colour}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    painters = [Painter("red", 2), Painter("blue", 3)]
    for painter in painters:
        painter.start()
    for painter in painters:
        painter.join()
        print(f"{YELLOW}main: {painter.name} has painted {painter.painted}{PLAIN}", flush=True)
