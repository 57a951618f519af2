"""Ann and Ben share a pipe. Each speaks first, unless the other has spoken already."""
import multiprocessing as mp


def meet(name, end):
    if end.poll():
        print(f"{name} answers: {end.recv()} to you too", flush=True)
    else:
        end.send("hello")
        print(f"{name} speaks first", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    left, right = mp.Pipe()
    ann = mp.Process(target=meet, name="ann", args=("ann", left))
    ben = mp.Process(target=meet, name="ben", args=("ben", right))
    ann.start()
    ben.start()
    ann.join()
    ben.join()
