"""Three reporters send long reports through one pipe. Some arrive in pieces."""
import multiprocessing as mp
import time

SIZE = 200_000


def report(letter, sender):
    time.sleep(0.5)  # writing the report
    sender.send_bytes(letter.encode() * SIZE)


def is_whole(message):
    return len(message) == SIZE and len(set(message)) == 1


if __name__ == "__main__":
    mp.set_start_method("fork")
    reporters, receivers = [], []
    for letter in "ABC":
        receiver, sender = mp.Pipe(duplex=False)
        reporter = mp.Process(target=report, name=f"reporter-{letter}", args=(letter, sender))
        reporter.start()
        sender.close()
        reporters.append(reporter)
        receivers.append(receiver)
    time.sleep(1)  # the desk is busy
    for receiver in receivers:
        message = receiver.recv_bytes()
        print("whole" if is_whole(message) else "spoiled", chr(message[0]), flush=True)
    for reporter in reporters:
        reporter.join()
