# expect: a Semaphore "places" of 2 with four children: never more than two inside, at least one waits
import multiprocessing as mp
import sys
import time


def work(places):
    with places:
        time.sleep(0.2)


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    places = mp.Semaphore(2)
    children = [mp.Process(target=work, args=(places,)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    bounded = mp.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)
