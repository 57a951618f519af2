"""Main sends three messages in a row. The child answers twice."""
import multiprocessing as mp
import time


def answer(end):
    time.sleep(1)  # main has sent all three by now
    end.send(end.recv().upper())
    end.send((end.recv() + end.recv()).upper())


if __name__ == "__main__":
    mp.set_start_method("fork")
    main_end, child_end = mp.Pipe()
    child = mp.Process(target=answer, name="child", args=(child_end,))
    child.start()
    for letter in "abc":
        main_end.send(letter)
    print(f"main got {main_end.recv()}, then {main_end.recv()}")
    child.join()
