# expect: a duplex pipe here/there: a question by send, an answer by recv in the child; bytes both ways; poll that answers at once, one that waits, one that times out
import multiprocessing as mp
import sys


def work(there):
    print(there.recv())
    there.send({'answer': 42})
    buffer = bytearray(10)
    count = there.recv_bytes_into(buffer)
    there.send_bytes(buffer[:count])
    there.recv()
    there.close()


if __name__ == '__main__':
    ctx = mp.get_context(sys.argv[1] if len(sys.argv) > 1 else 'fork')
    here, there = ctx.Pipe()
    print(here.poll(), here.poll(0.02))
    child = ctx.Process(target=work, args=(there,))
    child.start()
    here.send('question')
    print(here.poll(30), here.recv())
    here.send_bytes(b'bytes')
    print(here.recv_bytes())
    here.send(None)
    child.join()
    try:
        here.send_bytes(b'x' * 9, 4, 7)
    except ValueError as error:
        print(error)
    here.close()
