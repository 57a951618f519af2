"""A block of bytes in shared memory: whoever knows its name can open it."""
import multiprocessing as mp
from multiprocessing import shared_memory

CYAN, PLAIN = "\033[36m", "\033[0m"


def answer(name):
    block = shared_memory.SharedMemory(name=name)  # the same bytes, by their name
    question = bytes(block.buf[:5])
    block.buf[:5] = question.upper()
    print(f"{CYAN}child: found {question}, wrote {question.upper()}{PLAIN}", flush=True)
    block.close()


if __name__ == "__main__":
    mp.set_start_method("spawn")
    block = shared_memory.SharedMemory(create=True, size=16)
    block.buf[:5] = b"hello"
    child = mp.Process(target=answer, name="child", args=(block.name,))
    child.start()
    child.join()
    print("main: the block says", bytes(block.buf[:5]))
    block.close()  # this process needs it no more
    block.unlink()  # and nobody else does
