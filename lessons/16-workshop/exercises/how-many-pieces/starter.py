"""Three sends of two letters, and a receiver that takes at most four bytes at a time."""
import multiprocessing as mp
import socket
import time


def speak(connection):
    with connection:
        for letters in (b"ab", b"cd", b"ef"):
            connection.sendall(letters)


if __name__ == "__main__":
    mp.set_start_method("fork")
    here, there = socket.socketpair()
    speaker = mp.Process(target=speak, name="speaker", args=(there,))
    speaker.start()
    there.close()
    speaker.join()  # all six letters have been sent
    pieces = []
    while piece := here.recv(4):
        pieces.append(piece.decode())
    print(f"pieces: {pieces}")
