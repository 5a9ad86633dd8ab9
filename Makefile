# make run      the app for one person          make test     format, lint, types, all tests
# make serve    the app for a class (HOST, PORT) make bench    what the README says about speed
# make network  train the networks that come with it  make bench-page  speed as a visitor feels it
# make fonts    cut the fonts to what the app writes with

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := app.py home.py pages engine ui tests benchmarks

.PHONY: run serve test bench bench-page screenshots network fonts browser clean

run: $(VENV)/run
	$(BIN)/streamlit run app.py

serve: $(VENV)/run
	$(BIN)/python -m ui.serve

test: $(VENV)/dev browser
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

bench: $(VENV)/run
	$(BIN)/python -m benchmarks.epoch

bench-page: $(VENV)/dev browser
	$(BIN)/python -m benchmarks.page

screenshots: $(VENV)/dev browser
	$(BIN)/python -m benchmarks.screenshot

network: $(VENV)/run
	$(BIN)/python -m engine.training

fonts: $(VENV)/dev
	$(BIN)/pip install --quiet --disable-pip-version-check 'fonttools[woff] >= 4.60, < 5'
	$(BIN)/python -m benchmarks.fonts

$(VENV)/run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# Chromium for the browser tests: Debian's where apt can install it, otherwise Playwright's own.
browser: $(VENV)/dev
	@if [ -x /usr/bin/chromium-headless-shell ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && export DEBIAN_FRONTEND=noninteractive && \
		{ apt-get install -y -qq chromium-headless-shell || apt-get install -y -qq chromium; }; \
	elif [ ! -x /usr/bin/chromium ]; then $(BIN)/playwright install chromium; fi

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis test-results
