"""Workers do the work, and one thread of main writes the log: no lock, and no line is torn."""
import multiprocessing as mp
import os
import time

LOG = "work.log"
CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


def resize(picture, size):
    began = time.perf_counter()
    time.sleep(size / 1000)  # the work
    if size > 700:
        raise ValueError(f"{picture} is too large")
    return picture, size // 2, os.getpid(), time.perf_counter() - began


class Log:
    """All its methods are called in main: by callbacks in the pool's thread, at the end by main's own."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.lines = 0

    def write(self, text):
        self.lines += 1
        self.file.write(f"{self.lines:2} {text}\n")
        self.file.flush()

    def done(self, result):
        picture, size, pid, seconds = result
        self.write(f"{picture} is {size} wide now, by {pid}, {seconds:.1f} s")
        print(f"{GREEN}    {picture} done{PLAIN}", flush=True)

    def failed(self, problem):
        self.write(f"failed: {problem}")
        print(f"{YELLOW}    {problem}{PLAIN}", flush=True)

    def close(self):
        self.write("end of work")
        self.file.close()


if __name__ == "__main__":
    mp.set_start_method("fork")
    log = Log(LOG)
    pool = mp.Pool(2)
    for number, size in enumerate((600, 200, 400, 800, 300, 500), start=1):
        pool.apply_async(
            resize, (f"picture-{number}", size), callback=log.done, error_callback=log.failed
        )
    print(f"{CYAN}six pictures are handed out{PLAIN}", flush=True)
    pool.close()
    pool.join()  # from here on there are no callbacks any more
    log.close()
    with open(LOG, encoding="utf-8") as file:
        print(file.read(), end="")
