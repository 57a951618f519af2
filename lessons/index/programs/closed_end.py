"""A connection is used after it was closed."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    receiver, sender = mp.Pipe(duplex=False)
    sender.close()
    sender.send("hello")  # OSError: handle is closed
