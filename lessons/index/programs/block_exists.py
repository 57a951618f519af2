"""Two blocks of shared memory are to have one name."""
from multiprocessing import shared_memory
import os

if __name__ == "__main__":
    name = f"counter-{os.getpid()}"
    first = shared_memory.SharedMemory(create=True, size=16, name=name)
    try:
        second = shared_memory.SharedMemory(create=True, size=16, name=name)  # FileExistsError
    finally:
        first.close()
        first.unlink()
