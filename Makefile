# recon: every target does the set-up it needs. `make help` lists them.
WING ?= rndf
SHELL := /bin/bash
PY := .venv/bin/python
export MPLBACKEND ?= Agg
export IPYTHONDIR ?= $(CURDIR)/.venv/ipython
export PYTHON TORCH_INDEX

.PHONY: help setup demo test lab soak gpu readme picture freeze clean

help:           ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## */\1\t/p' Makefile | \
	    while IFS=$$'\t' read -r t d; do printf '  make %-8s %s\n' "$$t" "$$d"; done
	@echo '  variables:    PYTHON=python3.12 (interpreter of .venv)'
	@echo '                TORCH_INDEX=URL (where torch comes from; default: without an NVIDIA GPU the CPU build,'
	@echo '                else as pip is configured)'
	@echo '                WING=rndf|ocvp|vrl|vggt|r2d3 (of demo; default rndf)'

setup:          ## .venv with everything in it (a few minutes once, then nothing)
	@.ci/setup

demo: setup     ## a wing's demonstration; rndf: train on made cups and bottles, reconstruct real ones (six minutes)
	@.venv/bin/recon demo $(WING)
	@echo && echo "Open a page in a browser, or:  .venv/bin/recon view RUN_DIRECTORY"
	@echo "All of them beside each other: .venv/bin/recon report runs"

test: setup     ## everything CI runs: export in sync, clean notebooks, ruff, nbdev_test, tests_nb
	@.ci/test

lab: setup      ## JupyterLab on the explorers
	@.venv/bin/recon lab

soak: setup     ## the long fault tests: kills, full disks, broken files; and the cells marked slow (about an hour)
	@.ci/test soak

gpu: setup      ## check training on the GPU at hand, every wing beside the CPU: a table, and runs/gpu.json
	@mkdir -p runs && $(PY) -m recon.train.gpu --out runs/gpu.json

readme: setup   ## README.md from nbs/index.ipynb
	@$(PY) .ci/check.py readme --write

picture: setup  ## the README's picture, shot from the demo's page (needs chromium and runs/rndf/demo)
	@$(PY) .ci/picture.py

freeze:         ## remake the constraint file from what .venv holds
	@$(PY) .ci/check.py freeze

clean:          ## remove .venv and build leftovers (never runs/)
	rm -rf .venv build dist recon.egg-info .pytest_cache .ruff_cache
