"""Two writers send a million letters each into one end: first without a lock, then with one."""
import contextlib
import multiprocessing as mp
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"
SIZE = 1_000_000


def write(letter, sender, mutex):
    with mutex:
        sender.send_bytes(letter * SIZE)


def collect(mutex):
    receiver, sender = mp.Pipe(duplex=False)
    writers = [
        mp.Process(target=write, name=f"writer-{x.decode()}", args=(x, sender, mutex))
        for x in (b"A", b"B")
    ]
    for writer in writers:
        writer.start()
    sender.close()
    time.sleep(0.5)  # by now both are writing
    try:
        for number in (1, 2):
            message = receiver.recv_bytes()
            letters = sorted({chr(byte) for byte in message if chr(byte) in "AB"})
            print(f"{CYAN}message {number} is made of {letters}{PLAIN}", flush=True)
    except OSError as problem:
        print(f"{YELLOW}no message {number}: {problem}{PLAIN}", flush=True)
    for writer in writers:
        writer.join()


if __name__ == "__main__":
    mp.set_start_method("fork")
    print("without a lock", flush=True)
    collect(contextlib.nullcontext())
    print("with a lock", flush=True)
    collect(mp.Lock())
