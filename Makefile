# Every command a person needs; `make` alone lists them. The work is done by the playbooks and programs that are called here.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help up images down clean-all status grade test bench simulate mutate pictures build lint lock environment

export INVENTORY ?= ansible/inventory/local.yml

# Settings of the command line. Assigned here, so that a variable that happens to be in the environment (NAME, PORT) has no effect.
CLASSROOM = tinytorch
PORT =
ARGS =
MODULE =
FEEDBACK =
YES =
TESTARGS =
PROCESSES = 2
TORCH =
LOCKARGS =
settings = $(if $(filter-out file,$(origin CLASSROOM)),-e classroom_name=$(CLASSROOM)) $(if $(PORT),-e classroom_port=$(PORT)) $(ARGS)
python := .venv/bin/python
torch = $(shell sed -n 's/^torch = \["\(.*\)"\]$$/\1/p' pyproject.toml)
uv_version := 0.13.8
compile = $(CURDIR)/.venv-lock/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate $(LOCKARGS)

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'
	@echo "  Settings: INVENTORY=file (another host), CLASSROOM=name, PORT=8000, ARGS='any ansible-playbook argument'"

up: ## provision the classroom, or bring it to this version; prints the address and how to log in
	@ansible/play.sh site.yml $(settings)

images: ## build the images only, the one for a learner alone included
	@ansible/play.sh site.yml --tags docker,images $(settings)

down: ## stop the classroom, keep all data
	@ansible/play.sh down.yml $(settings)

clean-all: ## delete the classroom with all its data (asks first; YES=1 does not)
	@ansible/play.sh clean.yml $(settings) $(if $(filter 1,$(YES)),-e classroom_clean_yes=true)

status: ## show the classroom's containers on this host
	@docker ps --all --filter label=org.tinytorch.classroom=$(CLASSROOM) --format 'table {{.Names}}\t{{.Status}}\t{{.Image}}\t{{.Ports}}'

grade: ## collect, grade, sample, give feedback once it is read (FEEDBACK=now: at once): make grade MODULE=01
	@test -n "$(MODULE)" || { echo "Say which module: make grade MODULE=01" >&2; exit 2; }
	docker exec $(CLASSROOM)-grader grading run $(MODULE) $(if $(FEEDBACK),--feedback $(FEEDBACK))

environment:
	@ansible/ensure_venv.sh .venv tests/requirements.lock
	@test -z "$(TORCH)" || $(python) -c 'import torch' 2>/dev/null || $(python) -m pip install -q '$(torch)'
	@test .venv/project -nt pyproject.toml || { $(python) -m pip install -q --no-deps --no-build-isolation -e . && touch .venv/project; }

test: ## install what the tests need, build the images and run the tests (TESTARGS='-k roster -x'; PROCESSES=0: one at a time; TORCH=1: compare with PyTorch too)
	@start=$$SECONDS; \
	ansible/play.sh testbed.yml && $(MAKE) --no-print-directory environment && echo "Ready to test after $$((SECONDS - start)) s" && \
	TINYTORCH_TAG=$$(image/build.sh tag) $(python) -m pytest -n $(PROCESSES) $(TESTARGS)

bench: ## measure spawning, memory, grading against stock nbgrader, and (TORCH=1) the framework against PyTorch (ARGS=--quick)
	@ansible/play.sh testbed.yml && $(MAKE) --no-print-directory environment
	TINYTORCH_TAG=$$(image/build.sh tag) $(python) -m tests.bench $(ARGS)

pictures: ## make the pictures of README and docs anew, from a classroom that the end-to-end tests run
	@ansible/play.sh testbed.yml && $(MAKE) --no-print-directory environment
	TINYTORCH_TAG=$$(image/build.sh tag) $(python) -m pytest -n 0 -m e2e tests/e2e/test_classroom.py && $(python) tests/pictures.py

simulate: environment ## say what 1,000 and 10,000 submissions need, from the figures of make bench
	$(python) tests/bench/simulate.py $(ARGS)

mutate: environment ## plant faults in the solution regions and count those that the test cells notice (MODULE=03 for one)
	@ansible/ensure_venv.sh .venv-mutation tests/mutation/requirements.txt
	nice $(python) tests/mutation $(MODULE)

build: environment ## make notebooks and the package from curriculum/
	$(python) -m curriculum build

lint: environment ## check the style of Python, shell and Ansible files
	@ansible/ensure_venv.sh .venv-ansible ansible/requirements.txt
	$(python) -m ruff check .
	PATH=$(CURDIR)/.venv/bin:$$PATH ANSIBLE_COLLECTIONS_PATH=$$(echo .venv-ansible/lib/python3*/site-packages) \
	  ansible-lint --offline --profile production ansible

# Universal where machines differ: the images are one platform, the machines that run Ansible and the tests are not.
lock: ## renew the lock files after a change of a requirements file (LOCKARGS=--upgrade for newer versions)
	@test -x .venv-lock/bin/uv || { python3 -m venv .venv-lock && .venv-lock/bin/pip install -q uv==$(uv_version); }
	@cd image && $(compile) student.in -o student.lock && $(compile) staff.in -o staff.lock
	@cd hub && $(compile) hub.in -o hub.lock
	@cd hub/ngshare && $(compile) requirements.in -o requirements.txt
	@cd tests && $(compile) requirements.in -o requirements.lock
	@cd tests/mutation && $(compile) --universal requirements.in -o requirements.txt
	@cd ansible && $(compile) --universal requirements.in -o requirements.txt
