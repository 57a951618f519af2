"""The writing end is closed, and somebody reads on."""
import multiprocessing as mp


def say(sender):
    sender.send("one")
    sender.send("two")
    sender.close()


if __name__ == "__main__":
    mp.set_start_method("fork")
    receiver, sender = mp.Pipe(duplex=False)
    child = mp.Process(target=say, name="speaker", args=(sender,))
    child.start()
    sender.close()  # main's copy of the writing end
    while True:
        print("main: got", receiver.recv(), flush=True)  # the third time: EOFError
