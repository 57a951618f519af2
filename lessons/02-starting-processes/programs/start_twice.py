"""A process is started once. For the same work again, make another one."""
import multiprocessing as mp

CYAN, YELLOW, PLAIN = "\033[36m", "\033[33m", "\033[0m"


def knock():
    print(f"{CYAN}knock, knock{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    guest = mp.Process(target=knock, name="guest")
    guest.start()
    guest.join()
    print(f"{YELLOW}main: the guest has ended with {guest.exitcode}, and once more{PLAIN}", flush=True)
    guest.start()  # AssertionError: cannot start a process twice
    print("main: nobody gets here", flush=True)
