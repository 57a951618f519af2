"""The doors as a class of processes."""
import multiprocessing as mp

COUNTER = "visitors.txt"


def read_count():
    with open(COUNTER, encoding="utf-8") as file:
        return int(file.read())


def write_count(count):
    with open(COUNTER, "w", encoding="utf-8") as file:
        file.write(str(count))


class Door(mp.Process):
    def __init__(self, number, lock):
        super().__init__(name=f"door-{number}")
        self.lock = lock

    def run(self):
        for _ in range(10):
            self.lock.acquire()
            try:
                seen = read_count()
                write_count(seen + 1)
            finally:
                self.lock.release()


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_count(0)
    lock = mp.RLock()
    doors = [Door(number, lock) for number in range(1, 5)]
    for door in doors:
        door.start()
    for door in doors:
        door.join()
    print("visitors:", read_count())
