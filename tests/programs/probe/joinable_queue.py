# expect: JoinableQueue "tasks": join() in main ends after the fifth task_done; unfinished goes from 5 to 0; the daemon consumer is terminated at the end
import multiprocessing as mp
import sys


def work(tasks):
    while True:
        tasks.get()
        tasks.task_done()


if __name__ == '__main__':
    mp.set_start_method(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    tasks = mp.JoinableQueue()
    for i in range(5):
        tasks.put(i)
    mp.Process(target=work, args=(tasks,), daemon=True, name='consumer').start()
    tasks.join()
    print('all done')
