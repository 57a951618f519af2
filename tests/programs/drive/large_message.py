"""A message larger than a pipe: who sends it waits in the kernel until somebody reads. The argument: one-way or both-ways."""
import multiprocessing as mp
import sys


def send(end):
    end.send_bytes(b"x" * 3_000_000)
    print("sent", flush=True)


if __name__ == "__main__":
    context = mp.get_context("fork")
    here, there = context.Pipe(duplex=sys.argv[1] == "both-ways")
    sender = context.Process(target=send, args=(there,))
    sender.start()
    print("main works", flush=True)
    print("main reads", flush=True)
    print(len(here.recv_bytes()), flush=True)
    sender.join()
