"""Six people, one seat."""
import multiprocessing as mp
import os

SEAT = "seat.txt"


def sit_down(name):
    try:
        seat = os.open(SEAT, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        print(f"{name} has to stand", flush=True)
        return
    os.write(seat, name.encode())
    os.close(seat)
    print(f"{name} has the seat", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    people = [mp.Process(target=sit_down, name=f"p{n}", args=(f"person {n}",)) for n in range(1, 7)]
    for person in people:
        person.start()
    for person in people:
        person.join()
