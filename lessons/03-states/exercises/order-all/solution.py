"""Three shops far away: main asks each for its sales and adds them up."""
import multiprocessing as mp
import time

SALES = {"rome": 30, "oslo": 20, "lima": 50}


def answer(town, phone):
    phone.recv()  # somebody asks
    time.sleep(0.5)  # counts
    phone.send(SALES[town])


if __name__ == "__main__":
    mp.set_start_method("fork")
    phones, shops = {}, []
    for town in SALES:
        phones[town], other_end = mp.Pipe()
        shops.append(mp.Process(target=answer, name=town, args=(town, other_end)))
        shops[-1].start()
    total = 0
    for phone in phones.values():
        phone.send("how much?")
    for town, phone in phones.items():
        total += phone.recv()
        print(f"main: {town} has answered", flush=True)
    print(f"main: {total} in all", flush=True)
    for shop in shops:
        shop.join()
