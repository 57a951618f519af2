"""Three downloads, one of which has to wait for another."""
import multiprocessing as mp
import time


def download(name, seconds):
    time.sleep(seconds)
    print(f"{name} is here", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    began = time.perf_counter()
    map_ = mp.Process(target=download, name="map", args=("map", 1))
    film = mp.Process(target=download, name="film", args=("film", 2))
    song = mp.Process(target=download, name="song", args=("song", 1))
    map_.start()
    film.start()
    map_.join()
    song.start()
    film.join()
    song.join()
    print(f"main: {time.perf_counter() - began:.1f} s", flush=True)
