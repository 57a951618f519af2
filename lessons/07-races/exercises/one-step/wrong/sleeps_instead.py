"""Six people, one seat."""
import multiprocessing as mp
import os
import time

SEAT = "seat.txt"


def sit_down(name):
    time.sleep(0.3 * int(name.split()[1]))  # they come one after another
    if not os.path.exists(SEAT):
        with open(SEAT, "w", encoding="utf-8") as file:
            file.write(name)
        print(f"{name} has the seat", flush=True)
    else:
        print(f"{name} has to stand", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    people = [mp.Process(target=sit_down, name=f"p{n}", args=(f"person {n}",)) for n in range(1, 7)]
    for person in people:
        person.start()
    for person in people:
        person.join()
