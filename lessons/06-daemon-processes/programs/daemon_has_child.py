"""A daemon wants a child of its own, and is not allowed to."""
import multiprocessing as mp
import time

MAGENTA, BOLD, PLAIN = "\033[35m", "\033[1m", "\033[0m"


def sweep():
    print(f"{MAGENTA}maid: sweeping{PLAIN}", flush=True)


def serve():
    print(f"{MAGENTA}servant: I shall start a maid{PLAIN}", flush=True)
    time.sleep(0.5)
    maid = mp.Process(target=sweep, name="maid")
    maid.start()
    maid.join()
    print(f"{MAGENTA}servant: the maid has swept{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    servant = mp.Process(target=serve, name="servant", daemon=True)
    servant.start()
    servant.join()
    print(f"{BOLD}main: the servant's exit code is {servant.exitcode}{PLAIN}", flush=True)
