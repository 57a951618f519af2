"""A block of shared memory is unlinked before the child has opened it."""
import multiprocessing as mp
from multiprocessing import shared_memory


def read(name, gone):
    gone.wait()
    block = shared_memory.SharedMemory(name=name)  # FileNotFoundError
    print("child: got", bytes(block.buf[:5]), flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    gone = mp.Event()
    block = shared_memory.SharedMemory(create=True, size=16)
    block.buf[:5] = b"hello"
    child = mp.Process(target=read, name="reader", args=(block.name, gone))
    child.start()
    block.close()
    block.unlink()  # its name is free again: nobody can find it any more
    gone.set()
    child.join()
