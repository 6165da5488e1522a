# recon: every target does the set-up it needs. `make help` lists them.
SHELL := /bin/bash
PY := .venv/bin/python
export MPLBACKEND ?= Agg
export IPYTHONDIR ?= $(CURDIR)/.venv/ipython
export PYTHON TORCH_INDEX

.PHONY: help setup demo test lab soak readme picture freeze clean

help:           ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## */\1\t/p' Makefile | while IFS=$$'\t' read -r t d; do printf '  make %-8s %s\n' "$$t" "$$d"; done
	@echo '  variables:    PYTHON=python3.12 (interpreter of .venv)  TORCH_INDEX=URL (where torch comes from)'

setup:          ## .venv with everything in it (a few minutes once, then nothing)
	@.ci/setup

demo: setup     ## train on generated cups and bottles, reconstruct real ones, leave a page to turn them in (<= 15 minutes on 2 cores)
	@.venv/bin/recon run rndf -f demo --out runs/rndf/demo
	@echo && echo "Open in a browser:  $(CURDIR)/runs/rndf/demo/run.html   (or: .venv/bin/recon view runs/rndf/demo)"

test: setup     ## everything CI runs: export in sync, clean notebooks, ruff, nbdev_test, tests_nb
	@.ci/test

lab: setup      ## JupyterLab on the explorers
	@.venv/bin/recon lab

soak: setup     ## the long fault tests: kills, full disks, broken files (about an hour)
	@.ci/test soak

readme: setup   ## README.md from nbs/index.ipynb
	@$(PY) .ci/check.py readme --write

picture: setup  ## the README's picture, shot from the demo's page (needs chromium and runs/rndf/demo)
	@$(PY) .ci/picture.py

freeze:         ## remake the constraint file from what .venv holds
	@$(PY) .ci/check.py freeze

clean:          ## remove .venv and build leftovers (never runs/)
	rm -rf .venv build dist recon.egg-info .pytest_cache .ruff_cache
