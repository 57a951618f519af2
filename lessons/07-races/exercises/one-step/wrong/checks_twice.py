"""Six people, one seat."""
import multiprocessing as mp
import os
import time

SEAT = "seat.txt"


def sit_down(name):
    if not os.path.exists(SEAT):
        time.sleep(0.2)  # walks up to the seat
        if not os.path.exists(SEAT):
            with open(SEAT, "w", encoding="utf-8") as file:
                file.write(name)
            print(f"{name} has the seat", flush=True)
            return
    print(f"{name} has to stand", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    people = [mp.Process(target=sit_down, name=f"p{n}", args=(f"person {n}",)) for n in range(1, 7)]
    for person in people:
        person.start()
    for person in people:
        person.join()
