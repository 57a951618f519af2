"""Main does it all."""
import multiprocessing as mp
from collections import Counter

PARTS = {
    "part-1.txt": "the cat and the dog",
    "part-2.txt": "the dog and the bird and the cat",
    "part-3.txt": "a bird and a cat",
    "part-4.txt": "the end of the cat",
}


def words_in(name):
    with open(name, encoding="utf-8") as file:
        return file.read().split()

if __name__ == "__main__":
    mp.set_start_method("fork")
    for name, text in PARTS.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    total = Counter()
    for name in PARTS:
        total.update(words_in(name))
    for word in sorted(total):
        print(f"{word}: {total[word]}")
