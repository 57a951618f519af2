"""Five postmen, each a process, started by spawn."""
import multiprocessing as mp
import time

LETTERS = {1: "Rome", 2: "Oslo", 3: "Lima", 4: "Kyoto", 5: "Accra"}


def deliver(number, town):
    time.sleep(0.3)
    print(f"postman {number}: a letter for {town}", flush=True)


class Postman(mp.Process):
    def __init__(self, number):
        super().__init__(name=f"postman-{number}")
        self.number = number

    def run(self):
        deliver(self.number, LETTERS[self.number])


def main():
    mp.set_start_method("spawn")
    postmen = list(map(Postman, LETTERS))
    for postman in postmen:
        postman.start()
    for postman in reversed(postmen):
        postman.join()
    print("all letters are delivered", flush=True)


if __name__ == "__main__":
    main()
