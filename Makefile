# Namro on this machine. `make demo` to see it, `make test` to check it; everything stays inside .venv and the data folder.
PYTHON ?= python3
ARGS ?=

.PHONY: help setup demo up test lock

help:
	@echo "make demo    Namro with sample data at http://127.0.0.1:8000 (ARGS='--port 8100')"
	@echo "make up      an empty installation with a first administrator"
	@echo "make test    every check and every test (ARGS='tests/launch')"
	@echo "make setup   only the set-up: .venv/bin/namro exists afterwards"
	@echo "make lock    write requirements.lock from what .venv has"

setup:
	@$(PYTHON) tools/setup.py

demo: setup
	@exec .venv/bin/namro demo $(ARGS)

up: setup
	@exec .venv/bin/namro up $(ARGS)

test: setup
	@exec $(PYTHON) tools/run_tests.py $(ARGS)

lock:
	@.venv/bin/python tools/lock.py
