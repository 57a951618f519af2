"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp


class Part(mp.Process):
    def __init__(self, number):
        super().__init__(name=f"part-{number}")
        self.numbers = range(100 * number - 99, 100 * number + 1)
        self.result, self.sender = mp.Pipe(duplex=False)

    def run(self):
        self.sender.send(sum(self.numbers))


def main():
    mp.set_start_method("fork")
    parts = [Part(number) for number in (1, 2, 3, 4)]
    for part in parts:
        part.start()
    print("total:", sum(part.result.recv() for part in parts), flush=True)
    for part in parts:
        part.join()


if __name__ == "__main__":
    main()
