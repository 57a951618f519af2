"""Threads of one process: the same globals, locals of their own."""
import threading

shared = []
lock = threading.Lock()


def work(own):
    shared.append(own)
    with lock:
        shared.remove(own)


if __name__ == "__main__":
    threads = [threading.Thread(target=work, args=(f"main#{n}",)) for n in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("done", shared)
