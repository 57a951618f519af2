"""An item is put into a queue that this process has closed."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    letters = mp.Queue()
    letters.put("a")
    print("main: got", letters.get(), flush=True)
    letters.close()
    letters.put("b")  # ValueError
