"""Four processes add up the numbers from 1 to 400."""
import multiprocessing as mp
