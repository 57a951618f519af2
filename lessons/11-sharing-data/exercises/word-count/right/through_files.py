"""Each process writes its counts into a file of its own."""
import multiprocessing as mp
import json

PARTS = {
    "part-1.txt": "the cat and the dog",
    "part-2.txt": "the dog and the bird and the cat",
    "part-3.txt": "a bird and a cat",
    "part-4.txt": "the end of the cat",
}


def words_in(name):
    with open(name, encoding="utf-8") as file:
        return file.read().split()


def count(name):
    counts = {}
    for word in words_in(name):
        counts[word] = counts.get(word, 0) + 1
    with open(name + ".json", "w", encoding="utf-8") as file:
        json.dump(counts, file)


if __name__ == "__main__":
    mp.set_start_method("fork")
    for name, text in PARTS.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    children = [mp.Process(target=count, args=(name,)) for name in PARTS]
    for child in children:
        child.start()
    total = {}
    for child, name in zip(children, PARTS):
        child.join()
        with open(name + ".json", encoding="utf-8") as file:
            for word, times in json.load(file).items():
                total[word] = total.get(word, 0) + times
    for word in sorted(total):
        print(f"{word}: {total[word]}")
