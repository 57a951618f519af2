"""A pipe instead of a queue: main receives while the child sends."""
import multiprocessing as mp


def count(letters, end):
    end.send(letters * 1_000_000)
    end.close()


if __name__ == "__main__":
    mp.set_start_method("fork")
    here, there = mp.Pipe(duplex=False)
    child = mp.Process(target=count, name="child", args=("x", there))
    child.start()
    there.close()
    text = here.recv()
    child.join()
    print(f"main: got {len(text)} letters")
