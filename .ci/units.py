"""`nbdev_test` (same options), each notebook of which starts from the same random state.

Several notebooks run in one process, one after the other: without this, what a cell draws depends on which notebooks
ran before it there, and so does a check that only nearly every draw passes.
"""
import functools
import random
import nbdev.test

run = nbdev.test.test_nb

@functools.wraps(run)                       # so that workers find it under the name of what it replaces
def from_the_start(fn, **options):
    import numpy as np                      # in the worker: a process that forks had better not have loaded torch
    import torch
    random.seed(0); np.random.seed(0); torch.manual_seed(0)
    return run(fn, **options)


nbdev.test.test_nb = from_the_start
nbdev.test.nbdev_test()
