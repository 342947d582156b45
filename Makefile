# Every target is one command of packaging/setup_env.py, which also works without make:
#   py packaging\setup_env.py run
PYTHON ?= python3

.PHONY: run test lint bench faults audit screens scenarios soak translations env
run test lint bench faults audit screens scenarios soak translations env:
	@$(PYTHON) packaging/setup_env.py $@
.DEFAULT_GOAL := run
