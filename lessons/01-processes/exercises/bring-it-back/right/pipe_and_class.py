"""A child adds up what main needs to know."""
import multiprocessing as mp


class Adder(mp.Process):
    def __init__(self, last, sender):
        super().__init__(name="adder")
        self.last = last
        self.sender = sender

    def run(self):
        total = self.last * (self.last + 1) // 2
        print(f"adder: I have {total}", flush=True)
        self.sender.send(total)
        self.sender.close()


def main():
    mp.set_start_method("spawn")
    receiver, sender = mp.Pipe(duplex=False)
    adder = Adder(100, sender)
    adder.start()
    sender.close()
    total = receiver.recv()
    adder.join()
    print(f"main: the total is {total}", flush=True)


if __name__ == "__main__":
    main()
