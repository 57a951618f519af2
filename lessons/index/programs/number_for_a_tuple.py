"""args=(5) is the number 5; a tuple of one needs its comma: args=(5,)"""
import multiprocessing as mp


def count(limit):
    print("child: counts to", limit, flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    child = mp.Process(target=count, name="child", args=(5))  # TypeError
    child.start()
    child.join()
