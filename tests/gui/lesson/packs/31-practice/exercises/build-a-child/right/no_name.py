import multiprocessing as mp


def greet():
    print("hello", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=greet)
    child.start()
    child.join()
