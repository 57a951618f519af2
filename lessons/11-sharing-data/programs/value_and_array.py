"""Numbers that several processes have in common: one Value, one Array, and a plain list beside them."""
import multiprocessing as mp

GREEN, PLAIN = "\033[32m", "\033[0m"
plain = [0, 0, 0, 0]


def work(number, total, squares):
    with total.get_lock():  # += is two steps: read, then write
        total.value += number
    squares[number] = number * number  # a place of its own: no lock needed
    plain[number] = number * number
    print(f"{GREEN}worker {number} sees plain as {plain}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    total = mp.Value("i", 0)  # "i": one whole number
    squares = mp.Array("i", 4)  # four of them, all 0
    workers = [
        mp.Process(target=work, name=f"worker-{n}", args=(n, total, squares)) for n in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(f"total:   {total.value}")
    print(f"squares: {squares[:]}")
    print(f"plain:   {plain}")
