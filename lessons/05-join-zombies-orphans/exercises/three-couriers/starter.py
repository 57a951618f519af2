"""Three couriers."""
import multiprocessing as mp
