"""One pipe, two directions: main and a child throw a ball to and fro."""
import multiprocessing as mp

CYAN, GREEN, PLAIN = "\033[36m", "\033[32m", "\033[0m"


def play(end):
    for _ in range(3):
        ball = end.recv()
        print(f"{GREEN}    player got {ball}{PLAIN}", flush=True)
        ball.append("pong")
        end.send(ball)


if __name__ == "__main__":
    mp.set_start_method("fork")
    table, child_end = mp.Pipe()
    player = mp.Process(target=play, name="player", args=(child_end,))
    player.start()
    first = ball = ["ping"]
    for _ in range(3):
        table.send(ball)
        ball = table.recv()
        print(f"{CYAN}main got {ball}{PLAIN}", flush=True)
    player.join()
    print(f"the first ball, here in main: {first}")
