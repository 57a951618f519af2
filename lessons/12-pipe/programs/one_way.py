"""A pipe with one direction: a thermometer sends, main receives and cannot answer."""
import multiprocessing as mp
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


def measure(sender):
    for degrees in (18, 19, 21):
        time.sleep(0.5)
        sender.send(degrees)
        print(f"{GREEN}    thermometer sent {degrees}{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    receiver, sender = mp.Pipe(duplex=False)
    thermometer = mp.Process(target=measure, name="thermometer", args=(sender,))
    thermometer.start()
    print(f"is there something already? {receiver.poll()}", flush=True)
    for _ in range(3):
        print(f"{CYAN}main got {receiver.recv()}{PLAIN}", flush=True)
    try:
        receiver.send("thank you")
    except OSError as problem:
        print(f"{YELLOW}main cannot answer: {problem}{PLAIN}", flush=True)
    thermometer.join()
