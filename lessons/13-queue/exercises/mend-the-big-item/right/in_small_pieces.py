"""Many small items and an end marker; main gets them all before it joins."""
import multiprocessing as mp


def count(letters, results):
    for _ in range(100):
        results.put(letters * 10_000)
    results.put(None)


if __name__ == "__main__":
    mp.set_start_method("fork")
    results = mp.Queue()
    child = mp.Process(target=count, name="child", args=("x", results))
    child.start()
    text = "".join(iter(results.get, None))
    child.join()
    print(f"main: got {len(text)} letters")
