"""A sign of life for as long as there is work: main must wait for the worker itself."""
import multiprocessing as mp
import time

MAGENTA, GREEN, BOLD, PLAIN = "\033[35m", "\033[32m", "\033[1m", "\033[0m"


def beat():
    while True:  # no end in the code: it ends because it is a daemon
        print(f"{MAGENTA}heartbeat: still at work{PLAIN}", flush=True)
        time.sleep(0.3)


def work():
    for part in range(1, 5):
        time.sleep(0.5)
        print(f"{GREEN}worker: part {part} of 4 is done{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    heartbeat = mp.Process(target=beat, name="heartbeat", daemon=True)
    worker = mp.Process(target=work, name="worker")
    heartbeat.start()
    worker.start()
    worker.join()  # without it main's code ends here, and the heartbeat with it
    print(f"{BOLD}main: everything is done{PLAIN}", flush=True)
