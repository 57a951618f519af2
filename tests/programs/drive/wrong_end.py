"""Receives and polls at the end of a pipe that is only for sending: both raise, and nobody waits."""
import multiprocessing as mp


def refused(act, *args):
    try:
        act(*args)
    except OSError as error:
        return str(error)
    return "done"


if __name__ == "__main__":
    here, there = mp.Pipe(duplex=False)
    there.send(1)
    print(here.recv(), flush=True)
    print(refused(there.recv), "|", refused(there.poll, 5), "|", refused(here.send, 2), flush=True)
