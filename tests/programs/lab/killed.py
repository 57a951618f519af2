"""One job is killed while it waits for the processor, one while it computes; the third ends by itself."""
import multiprocessing as mp
import time


def compute(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


if __name__ == "__main__":
    mp.set_start_method("fork")
    endless = [mp.Process(target=compute, name=name, args=(3600,)) for name in ("first", "second")]
    short = mp.Process(target=compute, name="short", args=(0.1,))
    for job in (*endless, short):
        job.start()
    time.sleep(0.3)
    for job in endless:
        job.kill()
        job.join()
    short.join()
    print("codes", [job.exitcode for job in endless], short.exitcode)
