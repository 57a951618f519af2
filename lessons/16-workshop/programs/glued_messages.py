"""Two sends, one recv: a stream has no boundaries between messages."""
import multiprocessing as mp
import socket
import time

CYAN, GREEN, YELLOW, PLAIN = "\033[36m", "\033[32m", "\033[33m", "\033[0m"


def talk(port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for order in ("tea", "cake"):
            connection.sendall(order.encode())
            print(f"{CYAN}guest sends {order!r}{PLAIN}", flush=True)
        time.sleep(1)
        connection.sendall("a long letter to the cook".encode())
        print(f"{CYAN}guest sends a letter{PLAIN}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    listener = socket.create_server(("127.0.0.1", 0))  # 0: any port that is free
    guest = mp.Process(target=talk, name="guest", args=(listener.getsockname()[1],))
    guest.start()
    connection, address = listener.accept()
    time.sleep(0.5)  # the waiter is busy while both orders arrive
    with connection:
        print(f"{GREEN}    waiter got {connection.recv(1024)}{PLAIN}", flush=True)
        while piece := connection.recv(10):  # at most ten bytes at a time
            print(f"{YELLOW}    waiter got {piece}{PLAIN}", flush=True)
    print("the guest has hung up")
    guest.join()
