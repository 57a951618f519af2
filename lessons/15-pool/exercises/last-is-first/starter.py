"""Three runners in a pool of three. The callback writes down who comes in."""
import multiprocessing as mp

came_in = []


def run(number):
    print(f"    runner {number} is off", flush=True)
    return number


def arrive(number):
    came_in.append(number)
    print(f"came in: {came_in}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(3)
    for number in (1, 2, 3):
        pool.apply_async(run, (number,), callback=arrive)
    pool.close()
    pool.join()
