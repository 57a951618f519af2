"""A child that has ended and that nobody has joined yet: what does it still use?"""
import multiprocessing as mp
import time

YELLOW, BOLD, PLAIN = "\033[33m", "\033[1m", "\033[0m"


def look_at(pid):
    """The system's own record of a process: its state, memory, and CPU time so far."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            record = dict(line.split(":", 1) for line in file)
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            ticks = sum(int(word) for word in file.read().rsplit(")", 1)[1].split()[11:13])
    except (FileNotFoundError, ProcessLookupError):
        print(f"{YELLOW}pid {pid}: there is no such process{PLAIN}", flush=True)
        return 0
    state, memory = record["State"].strip(), record.get("VmRSS", "nothing").strip()
    print(f"{YELLOW}pid {pid}: {state}, memory {memory}, CPU {ticks} ticks{PLAIN}", flush=True)
    return ticks


def short_life():
    sum(range(3_000_000))
    time.sleep(1)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=short_life, name="child")
    child.start()
    time.sleep(0.5)
    look_at(child.pid)  # it sleeps
    time.sleep(1.5)
    before = look_at(child.pid)  # it has ended
    time.sleep(1)
    after = look_at(child.pid)  # still the same
    print(f"{BOLD}CPU time in one second as a zombie: {after - before} ticks{PLAIN}", flush=True)
    child.join()
    look_at(child.pid)
