# `make run` installs the till and starts it on simulated devices; `make test` installs and tests it.
# Both need python3 (3.11 or newer) and make, nothing else, and ask nothing.

PYTHON ?= python3
# For two cores: many tests wait for a printer, or for a program that starts.
JOBS ?= 4
BIN := .venv/bin
PARTS := till hardware tests
# Images of machines often forbid compiled files; every program that a test starts would compile itself anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run backoffice deb wheel test test-deb test-boot test-usb test-cable test-durable test-sync test-interfaces test-seeds test-browser test-nightly soak check bench bench-office messages pictures docs format lock clean run-environment dev-environment

run: run-environment
	@$(BIN)/till demo

# The receiving journal server on this machine, with an SQLite file in build/; http, for trying.
backoffice: run-environment
	@mkdir -p build
	@$(BIN)/till backoffice serve --database sqlite:///build/office.sqlite --port 8080

test: dev-environment
	$(BIN)/pytest -n $(JOBS) --dist worksteal

# A USB printer on a real kernel's bus, in a virtual machine. Needs Debian on a PC; installs packages if we are root.
test-usb: dev-environment
	$(BIN)/python -m tests.usb_vm

# A network printer whose cable is pulled. Needs root.
test-cable: dev-environment
	$(BIN)/python -m tests.cable

# Debian packages for Debian 12 and 13 on this processor, in dist/; make deb FOR=13:arm64 for a Raspberry Pi.
deb: dev-environment
	@python3 .ci/deb.py $(FOR)

# The till as a plain wheel, in dist/.
wheel: dev-environment
	@$(BIN)/python -m hatchling build --target wheel --directory dist

# The Debian packages in clean roots of Debian 12 and 13. Needs root, debootstrap and Debian's mirrors.
test-deb: dev-environment
	$(BIN)/python -m tests.deb

# The package under systemd in a virtual machine, with power cuts. Needs Debian on a PC, and root.
test-boot: dev-environment
	$(BIN)/python -m tests.boot

# Every fault a disk, a kill or a printer can bring, in numbers; minutes. It wants strace on the path.
test-durable: dev-environment
	$(BIN)/pytest -n $(JOBS) -m durable tests/durable

# Registers and their office over a bad line, with kills of both, in numbers; minutes.
test-sync: dev-environment
	$(BIN)/pytest -m sync tests/sync tests/backoffice

# The interfaces of other systems: thousands of made-up requests, and a shift with a million entries; many minutes.
test-interfaces: dev-environment
	$(BIN)/pytest -m interfaces tests/interfaces
	$(BIN)/python -m tests.interfaces.million 1000000

# The owner's page in Debian's Chromium, with scripts and without; its pictures are in build/browser/.
test-browser: dev-environment
	$(BIN)/pytest -m browser tests/browser

# Whether every name in the documents that the formats were taken from is in their tests; TILL_SEEDS is their folder.
test-seeds: dev-environment
	$(BIN)/pytest -m seeds tests/formats tests/interfaces

# Thousands of made-up days, for the laws that hold whatever people do; many minutes.
test-nightly: dev-environment
	$(BIN)/pytest -n $(JOBS) -m nightly tests/domain

# A shop that works for an hour, printer and office failing: no record lost, memory flat. TILL_SOAK_S=600 is shorter.
soak: dev-environment
	$(BIN)/pytest -m soak tests/soak

check: dev-environment
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy $(PARTS) .ci/environment.py .ci/deb.py
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q -m house tests/test_house.py

# Each figure beside its limit, as a ratio measured in the same run.
bench: dev-environment
	$(BIN)/python -m tests.bench

# The catalogues of the languages, brought up to the source; names what has no translation yet.
messages: dev-environment
	$(BIN)/python -m tests.wording.catalogues

# An office of a hundred registers with a million records on PostgreSQL from Debian's packages; many minutes.
bench-office: dev-environment
	$(BIN)/python -m tests.bench.office

# The pictures of the README, drawn by the program itself.
pictures: dev-environment
	$(BIN)/python -m tests.ui.draw tests/ui/pictures

# The guides as a site, in build/docs/; a link that leads nowhere ends it.
docs: dev-environment
	$(BIN)/sphinx-build -q -W --keep-going -b html docs build/docs

format: dev-environment
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Newest versions that fit pyproject.toml, with hashes, for every Python and processor. Needs uv on the path.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --extra office --extra web --custom-compile-command "make lock" --quiet
lock:
	$(LOCK) --group build --output-file requirements/run.lock
	$(LOCK) --group build --group dev --group docs --constraints requirements/run.lock --output-file requirements/dev.lock
	$(LOCK) --extra parquet --constraints requirements/run.lock --output-file requirements/parquet.lock

# What `make` made. A register's configuration and database are not touched.
clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find $(PARTS) .ci -name __pycache__ -prune -exec rm -rf {} +

run-environment:
	@$(PYTHON) .ci/environment.py run

dev-environment:
	@$(PYTHON) .ci/environment.py dev
