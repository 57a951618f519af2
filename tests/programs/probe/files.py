# expect: one file opened for writing, written, closed in main; opened, read, closed in the child; then an open that fails (FileNotFoundError)
import multiprocessing as mp
import os
import sys
import tempfile


def work(path):
    with open(path) as f:
        print(f.read())


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'note.txt')
        with open(path, 'w') as f:
            f.write('hello')
        child = mp.Process(target=work, args=(path,))
        child.start()
        child.join()
        try:
            open(os.path.join(folder, 'none.txt'))
        except FileNotFoundError:
            print('none')
