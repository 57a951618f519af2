"""Three bakers, two sellers, twelve cakes."""
import multiprocessing as mp


def bake(baker, counter):
    for number in range(1, 5):
        counter.put(f"{baker}{number}")


def sell(seller, counter):
    pass  # print f"{seller} sold {cake}" for each cake, and know when to stop


if __name__ == "__main__":
    mp.set_start_method("fork")
    counter = mp.Queue()
    bakers = [mp.Process(target=bake, name=f"baker-{x}", args=(x, counter)) for x in "ABC"]
    # start bakers and sellers, and see to it that everybody ends
