# expect: SimpleQueue "mail": 3 puts written to the pipe by the caller itself (no helper thread), 3 gets in the child in order
import multiprocessing as mp
import sys


def work(mail):
    print(mail.get(), mail.get(), mail.get())


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    mail = mp.SimpleQueue()
    for item in ('a', {'b': 2}, b'c' * 1000):
        mail.put(item if isinstance(item, str) else len(item))
    child = mp.Process(target=work, args=(mail,))
    child.start()
    child.join()
