"""A pipeline that ends by EOFError: every process closes what it does not use."""
import multiprocessing as mp
import time

WORDS = ("smoke", "in", "the", "kitchen", "call", "for", "help")


def all_of(end):
    while True:
        try:
            yield end.recv()
        except EOFError:
            return


def pick(out, others):
    for end in others:
        end.close()
    for word in WORDS:
        time.sleep(0.2)
        out.send(word)


def shout(into, out, others):
    for end in others:
        end.close()
    for word in all_of(into):
        time.sleep(0.2)
        out.send(word.upper())


def number(into, others):
    for end in others:
        end.close()
    for count, word in enumerate(all_of(into), start=1):
        time.sleep(0.2)
        print(f"{count} {word}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    a_out, a_in = mp.Pipe(duplex=False)
    b_out, b_in = mp.Pipe(duplex=False)
    stages = [
        mp.Process(target=pick, args=(a_in, [a_out, b_out, b_in])),
        mp.Process(target=shout, args=(a_out, b_in, [a_in, b_out])),
        mp.Process(target=number, args=(b_out, [a_in, a_out, b_in])),
    ]
    for stage in stages:
        stage.start()
    for end in (a_out, a_in, b_out, b_in):
        end.close()
    for stage in stages:
        stage.join()
    print("the line is empty")
