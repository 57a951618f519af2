"""First in, first out: items leave the queue in the order in which they came, as copies."""
import multiprocessing as mp
import time

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def write_letters(letters):
    for number in range(1, 4):
        letters.put([f"letter {number}"])
        print(f"{CYAN}writer: put letter {number}{PLAIN}", flush=True)


def read_letters(letters):
    for _ in range(3):
        letter = letters.get()
        letter.append("read")  # this process's copy
        print(f"{GREEN}    reader: {letter}{PLAIN}", flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    mp.set_start_method("fork")
    letters = mp.Queue()
    writer = mp.Process(target=write_letters, name="writer", args=(letters,))
    reader = mp.Process(target=read_letters, name="reader", args=(letters,))
    writer.start()
    reader.start()
    writer.join()
    reader.join()
    keepsake = ["letter from main"]
    letters.put(keepsake)
    copy = letters.get()
    copy.append("changed")
    print(f"put: {keepsake}, got: {copy}")
