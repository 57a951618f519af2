"""A shopping list that goes along with a child."""
import multiprocessing as mp


def shop(basket):
    basket.append("milk")
    print(f"child: {basket}", flush=True)


if __name__ == "__main__":
    mp.set_start_method("fork")
    basket = ["bread"]
    child = mp.Process(target=shop, name="child", args=(basket,))
    child.start()
    child.join()
    print(f"main: {basket}", flush=True)
