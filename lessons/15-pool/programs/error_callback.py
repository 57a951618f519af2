"""Three tasks that fail: in silence, unless there is an error_callback."""
import multiprocessing as mp

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


def divide(whole, parts):
    return whole / parts


def square(number):
    return number * number


def got(result):
    print(f"{CYAN}result: {result}{PLAIN}", flush=True)


def failed(problem):
    print(f"{YELLOW}{type(problem).__name__}: {problem}{PLAIN}", flush=True)


def hand_out(**more):
    pool = mp.Pool(2)
    pool.apply_async(square, (7,), callback=got, **more)
    pool.apply_async(divide, (1, 0), callback=got, **more)
    pool.apply_async(square, (7), callback=got, **more)  # (7) is a number, (7,) a tuple
    pool.apply_async(square, (mp.Lock(),), callback=got, **more)
    pool.close()
    pool.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    print("without error_callback", flush=True)
    hand_out()
    print("with error_callback", flush=True)
    hand_out(error_callback=failed)
