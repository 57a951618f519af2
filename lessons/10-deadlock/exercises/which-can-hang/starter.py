"""Four rounds. In each, everybody takes two things one after the other, with a pause between."""
import multiprocessing as mp
import time

ROUNDS = {
    "A": {"ann": ("pen", "paper"), "ben": ("pen", "paper")},
    "B": {"ann": ("pen", "paper"), "ben": ("paper", "pen")},
    "C": {"ann": ("pen", "paper"), "ben": ("paper", "ink"), "cleo": ("pen", "ink")},
    "D": {"ann": ("pen", "paper"), "ben": ("paper", "ink"), "cleo": ("ink", "pen")},
}


def work(first, second):
    with first:
        time.sleep(0.5)
        with second:
            time.sleep(0.1)


def play(letter, orders):
    locks = {thing: mp.Lock() for thing in ("pen", "paper", "ink")}
    people = [
        mp.Process(target=work, name=f"{name}-{letter}", args=(locks[one], locks[two]))
        for name, (one, two) in orders.items()
    ]
    for person in people:
        person.start()
    time.sleep(2.5)  # long enough for all, one after the other
    hangs = [person for person in people if person.is_alive()]
    print(f"round {letter}: {'they hang' if hangs else 'all done'}", flush=True)
    for person in hangs:
        person.kill()


if __name__ == "__main__":
    mp.set_start_method("fork")
    for letter, orders in ROUNDS.items():
        play(letter, orders)
