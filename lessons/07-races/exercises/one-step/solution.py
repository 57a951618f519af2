"""Six people, one seat."""
import multiprocessing as mp
import time

SEAT = "seat.txt"


def sit_down(name):
    time.sleep(0.2)  # walks up to the seat
    try:
        with open(SEAT, "x", encoding="utf-8") as file:
            file.write(name)
    except FileExistsError:
        print(f"{name} has to stand", flush=True)
    else:
        print(f"{name} has the seat", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    people = [mp.Process(target=sit_down, name=f"p{n}", args=(f"person {n}",)) for n in range(1, 7)]
    for person in people:
        person.start()
    for person in people:
        person.join()
