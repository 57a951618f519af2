"""The reader receives until all who could write have closed their end."""
import multiprocessing as mp


def read(source, sink):
    sink.close()
    try:
        while True:
            print("got", source.recv(), flush=True)
    except EOFError:
        print("the end", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    source, sink = mp.Pipe(duplex=False)
    reader = mp.Process(target=read, args=(source, sink))
    reader.start()
    source.close()
    sink.send("one")
    sink.close()
    reader.join()
