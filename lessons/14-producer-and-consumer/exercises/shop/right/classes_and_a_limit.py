"""Bakers and sellers as classes, and a counter with three places."""
import multiprocessing as mp

CLOSED = "closed"


class Baker(mp.Process):
    def __init__(self, letter, counter):
        super().__init__(name=f"baker-{letter}")
        self.letter, self.counter = letter, counter

    def run(self):
        for number in range(1, 5):
            self.counter.put(self.letter + str(number))


class Seller(mp.Process):
    def __init__(self, number, counter):
        super().__init__(name=f"seller-{number}")
        self.number, self.counter = number, counter

    def run(self):
        for cake in iter(self.counter.get, CLOSED):
            print(f"{self.number} sold {cake}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Queue(maxsize=3)
    bakers = [Baker(letter, counter) for letter in "ABC"]
    sellers = [Seller(number, counter) for number in (1, 2)]
    for process in sellers + bakers:
        process.start()
    for baker in bakers:
        baker.join()
    for _ in sellers:
        counter.put(CLOSED)
    for seller in sellers:
        seller.join()
    print("the shop is closed", flush=True)
