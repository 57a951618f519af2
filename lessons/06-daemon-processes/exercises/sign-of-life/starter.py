"""A worker and a sign of life."""
import multiprocessing as mp
