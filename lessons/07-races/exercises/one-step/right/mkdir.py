"""Six people, one seat."""
import multiprocessing as mp
import os


def take_seat():
    try:
        os.mkdir("seat")
        return True
    except FileExistsError:
        return False


def sit_down(name):
    print(name, "has the seat" if take_seat() else "has to stand", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    people = [mp.Process(target=sit_down, name=f"p{n}", args=(f"person {n}",)) for n in range(1, 7)]
    for person in people:
        person.start()
    for person in people:
        person.join()
