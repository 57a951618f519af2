"""An item is asked for where there is none, with a limit to the patience."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    letters = mp.Queue()
    letters.put("a")
    print("main: got", letters.get(), flush=True)
    print("main: got", letters.get(timeout=0.5), flush=True)  # Empty
