"""A reader that reads until all writing ends are closed, and has one open itself."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def write_letters(sender):
    for letter in "abc":
        time.sleep(0.3)
        sender.send(letter)
        print(f"{CYAN}writer sent {letter}{PLAIN}", flush=True)
    sender.close()


def read_letters(receiver):
    while True:
        try:
            letter = receiver.recv()
        except EOFError:
            break
        print(f"{GREEN}    reader got {letter}{PLAIN}", flush=True)
    print(f"{GREEN}    reader: that was all{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("spawn")
    receiver, sender = mp.Pipe(duplex=False)
    writer = mp.Process(target=write_letters, name="writer", args=(sender,))
    reader = mp.Process(target=read_letters, name="reader", args=(receiver,))
    writer.start()
    reader.start()
    sender.close()
    writer.join()
    reader.join()
    print("both have ended")
