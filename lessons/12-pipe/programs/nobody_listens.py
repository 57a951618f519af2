"""Main has heard enough and closes the reading end: the next send fails."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def speak(sender, receiver):
    receiver.close()  # the child's copy: with it there would still be a reader
    for word in ("one", "two", "three", "four"):
        sender.send(word)
        print(f"{GREEN}    speaker sent {word}{PLAIN}", flush=True)
        time.sleep(0.5)


if __name__ == "__main__":
    mp.set_start_method("fork")
    receiver, sender = mp.Pipe(duplex=False)
    speaker = mp.Process(target=speak, name="speaker", args=(sender, receiver))
    speaker.start()
    for _ in range(2):
        print(f"{CYAN}main got {receiver.recv()}{PLAIN}", flush=True)
    receiver.close()
    print(f"{CYAN}main has heard enough{PLAIN}", flush=True)
    speaker.join()
    print(f"the speaker's exit code: {speaker.exitcode}")
