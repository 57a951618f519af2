"""A lock is to be sent through a pipe."""
import multiprocessing as mp

if __name__ == "__main__":
    mp.set_start_method("fork")
    receiver, sender = mp.Pipe(duplex=False)
    mutex = mp.Lock()
    sender.send("hello")
    print("main: got", receiver.recv(), flush=True)
    sender.send(mutex)  # RuntimeError: a lock goes along when a child is started, not later
