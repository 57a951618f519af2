"""A child puts more than a pipe holds, and main waits for the child before it takes it."""
import multiprocessing as mp


def put(results):
    results.put("x" * 1_000_000)


if __name__ == "__main__":
    mp.set_start_method("fork")
    results = mp.Queue()
    child = mp.Process(target=put, name="child", args=(results,))
    child.start()
    child.join()
    print(len(results.get()))
