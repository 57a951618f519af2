"""Six guests and two chairs. The first guest is very polite and gives its chair back twice."""
import multiprocessing as mp
import time


def visit(name, chairs, inside, most):
    with chairs:
        with inside.get_lock():
            inside.value += 1
            most.value = max(most.value, inside.value)
        time.sleep(0.5)
        with inside.get_lock():
            inside.value -= 1
    if name == "guest-1":
        chairs.release()  # once more


if __name__ == "__main__":
    mp.set_start_method("fork")
    chairs = mp.Semaphore(2)
    inside, most = mp.Value("i", 0), mp.Value("i", 0)
    guests = [
        mp.Process(target=visit, name=f"guest-{n}", args=(f"guest-{n}", chairs, inside, most))
        for n in range(1, 7)
    ]
    for number, guest in enumerate(guests):
        guest.start()
        time.sleep(0.1)  # one after the other comes to the door
    for guest in guests:
        guest.join()
    print(f"most guests at once: {most.value}")
