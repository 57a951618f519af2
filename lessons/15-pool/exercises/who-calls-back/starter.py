"""Three tasks, three workers: which pids does the callback print?"""
import multiprocessing as mp
import os


def task(number):
    return number


def callback(number):
    whose = "main's" if os.getpid() == main_pid else "not main's"
    print(f"callback {number}: pid {os.getpid()}, {whose}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    main_pid = os.getpid()
    print(f"main: pid {main_pid}", flush=True)
    pool = mp.Pool(3)
    for number in (1, 2, 3):
        pool.apply_async(task, (number,), callback=callback)
    pool.close()
    pool.join()
