"""terminate ends the workers at once: what is waiting is thrown away, what is under way is cut off."""
import multiprocessing as mp
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


def search(room):
    print(f"{GREEN}    searching room {room}{PLAIN}", flush=True)
    time.sleep(0.6)
    print(f"{GREEN}    nothing in room {room}{PLAIN}", flush=True)
    return room


if __name__ == "__main__":
    mp.set_start_method("fork")
    pool = mp.Pool(2)
    rooms = [pool.apply_async(search, (room,)) for room in range(1, 7)]
    time.sleep(1)
    print(f"{YELLOW}main: the keys were in my pocket{PLAIN}", flush=True)
    pool.terminate()
    pool.join()
    done = [room.get() for room in rooms if room.ready()]
    print(f"{CYAN}main: {len(done)} of {len(rooms)} rooms were searched{PLAIN}", flush=True)
