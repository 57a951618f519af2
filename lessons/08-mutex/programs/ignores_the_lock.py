"""One process holds the mutex, another does not ask for it and writes anyway."""
import multiprocessing as mp

ACCOUNT = "account.txt"
GREEN, MAGENTA, PLAIN = "\033[32m", "\033[35m", "\033[0m"


def read_account():
    with open(ACCOUNT, encoding="utf-8") as file:
        return int(file.read())


def write_account(amount):
    with open(ACCOUNT, "w", encoding="utf-8") as file:
        file.write(str(amount))


def asks(mutex, has_read, has_written):
    with mutex:
        amount = read_account()
        print(f"{GREEN}asks: I have the mutex and read {amount}{PLAIN}", flush=True)
        has_read.set()
        has_written.wait()  # still inside, and in no hurry
        write_account(amount + 1)
        print(f"{GREEN}asks: I wrote {amount + 1}{PLAIN}", flush=True)


def does_not_ask(has_read, has_written):
    has_read.wait()  # until the other one is inside
    amount = read_account()
    write_account(amount + 50)
    print(f"{MAGENTA}does-not-ask: I wrote {amount + 50}{PLAIN}", flush=True)
    has_written.set()


if __name__ == "__main__":
    mp.set_start_method("fork")
    write_account(100)
    mutex, has_read, has_written = mp.Lock(), mp.Event(), mp.Event()
    polite = mp.Process(target=asks, name="asks", args=(mutex, has_read, has_written))
    rude = mp.Process(target=does_not_ask, name="does-not-ask", args=(has_read, has_written))
    polite.start()
    rude.start()
    polite.join()
    rude.join()
    print(f"100 and 1 and 50 make {read_account()}")
