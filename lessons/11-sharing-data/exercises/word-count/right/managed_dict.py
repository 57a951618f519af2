"""A managed dict, and a mutex around read and write."""
import multiprocessing as mp

PARTS = {
    "part-1.txt": "the cat and the dog",
    "part-2.txt": "the dog and the bird and the cat",
    "part-3.txt": "a bird and a cat",
    "part-4.txt": "the end of the cat",
}


def words_in(name):
    with open(name, encoding="utf-8") as file:
        return file.read().split()


def count(name, total, mutex):
    for word in words_in(name):
        with mutex:
            total[word] = total.get(word, 0) + 1


if __name__ == "__main__":
    mp.set_start_method("fork")
    for name, text in PARTS.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    mutex = mp.Lock()
    with mp.Manager() as manager:
        shared = manager.dict()
        children = [mp.Process(target=count, args=(name, shared, mutex)) for name in PARTS]
        for child in children:
            child.start()
        for child in children:
            child.join()
        total = dict(shared)
    for word in sorted(total):
        print(f"{word}: {total[word]}")
