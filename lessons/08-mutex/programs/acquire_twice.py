"""A process that has the mutex asks for it again, and waits for itself for ever."""
import multiprocessing as mp

GREEN, YELLOW, PLAIN = "\033[32m", "\033[33m", "\033[0m"


def add_line(text, mutex):
    with mutex:  # waits for the owner to let go, and that is the caller
        with open("diary.txt", "a", encoding="utf-8") as file:
            file.write(text + "\n")


def write_page(mutex):
    print(f"{YELLOW}writer asks for the mutex{PLAIN}", flush=True)
    with mutex:
        print(f"{GREEN}writer has the mutex{PLAIN}", flush=True)
        add_line("Dear diary,", mutex)
        add_line("today I locked myself out.", mutex)
    print(f"{GREEN}writer lets go{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex = mp.Lock()
    writer = mp.Process(target=write_page, name="writer", args=(mutex,))
    writer.start()
    writer.join()
    print("the page is written")
