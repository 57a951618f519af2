"""Six people, one seat."""
import multiprocessing as mp
import os
import time

SEAT = "seat.txt"


def sit_down(name, door):
    with door:
        free = not os.path.exists(SEAT)
        if free:
            time.sleep(0.2)  # walks up to the seat
            with open(SEAT, "w", encoding="utf-8") as file:
                file.write(name)
    print(f"{name} has the seat" if free else f"{name} has to stand", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    door = mp.Lock()
    people = [
        mp.Process(target=sit_down, name=f"p{n}", args=(f"person {n}", door)) for n in range(1, 7)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
