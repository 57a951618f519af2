"""A class of processes whose __init__ forgets the base class."""
import multiprocessing as mp


class Greeter(mp.Process):
    def __init__(self, word):
        self.word = word  # super().__init__() is missing

    def run(self):
        print("child:", self.word, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = Greeter("hello")
    child.start()  # AttributeError: the base class was never prepared
