"""One book, two readers who look before they take it."""
import multiprocessing as mp
import time


def take_book(name, shelf):
    print(f"{name} looks", flush=True)
    if shelf.empty():
        print(f"{name}: no book", flush=True)
    else:
        book = shelf.get_nowait()
        print(f"{name}: {book}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    shelf = mp.Queue()
    shelf.put("an atlas")
    time.sleep(0.5)  # by now it is in the queue
    ann = mp.Process(target=take_book, name="ann", args=("ann", shelf))
    ben = mp.Process(target=take_book, name="ben", args=("ben", shelf))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
