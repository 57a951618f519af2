"""A chat program with a download in the background. Who quits needs no film any more."""
import multiprocessing as mp
import time

MAGENTA, BOLD, PLAIN = "\033[35m", "\033[1m", "\033[0m"


def download():
    with open("film.part", "w", encoding="utf-8") as file:
        for part in range(1, 31):
            time.sleep(0.2)
            file.write(f"part {part}\n")
            file.flush()
            print(f"{MAGENTA}    download: {part} of 30{PLAIN}", flush=True)
    print(f"{MAGENTA}    download: the film is complete{PLAIN}", flush=True)


def chat():
    for line in ("hi!", "are you coming?", "see you at eight", "bye"):
        print(f"{BOLD}chat: {line}{PLAIN}", flush=True)
        time.sleep(0.4)


if __name__ == "__main__":
    mp.set_start_method("fork")
    film = mp.Process(target=download, name="download", daemon=True)
    film.start()
    chat()
    print(f"{BOLD}chat: closed{PLAIN}", flush=True)
