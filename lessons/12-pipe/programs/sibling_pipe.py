"""Two children talk to each other. Main makes the pipe and hears nothing of it."""
import multiprocessing as mp

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def ask(end):
    for question in ("6 * 7", "2 ** 10"):
        end.send(question)
        print(f"{CYAN}ann: {question} is {end.recv()}{PLAIN}", flush=True)
    end.send(None)  # no more questions


def answer(end):
    while (question := end.recv()) is not None:
        left, sign, right = question.split()
        end.send(int(left) * int(right) if sign == "*" else int(left) ** int(right))
    print(f"{GREEN}ben: nobody asks any more{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    ann_end, ben_end = mp.Pipe()
    ann = mp.Process(target=ask, name="ann", args=(ann_end,))
    ann.start()
    ann_end.close()  # main needs neither end; ben must not inherit this one
    ben = mp.Process(target=answer, name="ben", args=(ben_end,))
    ben.start()
    ben_end.close()
    ann.join()
    ben.join()
    print("both have ended")
