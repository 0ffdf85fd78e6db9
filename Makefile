# Two commands for a reader: `make lab` and `make test`. All others are for contributors.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: lab test browser refresh data bench long mutate newest wheel book lite gallery new-lesson changes seminar rebuild

# The environment finds the course by a relative path and is called by `python -m`, so the folder may be renamed or copied.
# Only where its Python is gone (another machine, another Python) is it built anew.
GONE := $(shell test ! -e .venv/.ready || $(BIN)/python -c "" 2>/dev/null || echo rebuild)

.venv/.ready: requirements.txt $(GONE)
	@"$(PYTHON)" -c "import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 14) else 'Python 3.11 to 3.14 is needed, and this is %d.%d. Name another: make lab PYTHON=python3.13' % sys.version_info[:2])"
	@if [ -L .venv ]; then echo ".venv is a link to another folder's environment, which would be cleared. Remove the link (rm .venv) and try again."; exit 1; fi
	"$(PYTHON)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -c "import os, sysconfig as s; site = s.get_path('purelib'); print(os.path.relpath('.', site), file=open(os.path.join(site, 'course.pth'), 'w'))"
	touch $@

.venv/.prepared: .venv/.ready helpers/prepare.py helpers/errors.py helpers/jupyter_server_config.py
	$(BIN)/python -m helpers.prepare
	touch $@

rebuild:
	@echo "The environment in .venv does not run here any more, so it is built anew: about two minutes, with the network."

.venv/.dev: .venv/.prepared requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

lab: .venv/.prepared ## open JupyterLab at the first lesson; options for it: make lab LAB="--no-browser --port=9000"
	$(BIN)/python -m helpers $(LAB)

# LESSON=12 make test: what concerns one lesson.
ifdef LESSON
export LESSON
NOTEBOOKS := $(wildcard notebooks/$(LESSON)_*.ipynb)
TESTS := tests/test_lessons.py tests/test_explorers.py tests/test_notebooks.py tests/test_rooms.py $(wildcard tests/lessons/test_l$(LESSON).py)
else
NOTEBOOKS := notebooks/gallery.ipynb notebooks # the longest first, so that neither of two workers waits for it
TESTS := tests
endif

test: .venv/.dev ## everything that must hold: lint, strict nbval, tests, browser where there is one; all stages, then the verdict
	@failed=""; \
	$(BIN)/python -m ruff check . || failed="$$failed lint"; \
	$(BIN)/python -m ruff format --check . || failed="$$failed format"; \
	COURSE_PROGRESS=memory COURSE_ERRORS=plain $(BIN)/python -m pytest --nbval $(NOTEBOOKS) -n 2 --dist loadscope --no-loadscope-reorder || failed="$$failed notebooks"; \
	$(BIN)/python -m pytest $(TESTS) -n 2 --dist loadfile --no-loadscope-reorder -m "not long" || failed="$$failed tests"; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed"; exit 1; fi

refresh: .venv/.dev ## re-execute all notebooks in place, normalised
	$(BIN)/python -m tests.refresh

data: .venv/.dev ## rebuild data/ from data/authored and the raw pack in ../shared
	$(BIN)/python -m data.recipes

bench: .venv/.dev ## measure the budgets
	$(BIN)/python -m tests.bench

browser: .venv/.dev ## every lesson in a real browser, answered by mouse, by keyboard and on a phone, both themes, axe-core, over night
	BROWSER=all $(BIN)/python -m pytest tests/browser -n 2 --dist worksteal

long: .venv/.dev ## the long runs: 10,000 random inputs
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests -m "long or fuzz" -n 2

mutate: .venv/.dev ## corrupt one thing at a time and demand that the tests notice
	$(BIN)/python -m tests.mutate

newest: ## the suite against the newest release of every dependency; reports, does not block
	rm -rf .venv-newest && "$(PYTHON)" -m venv .venv-newest
	.venv-newest/bin/python -m pip install --quiet --upgrade hatchling -e ".[dev,book]"
	.venv-newest/bin/python -m helpers.prepare
	-COURSE_PROGRESS=memory .venv-newest/bin/python -m pytest --nbval-lax notebooks -n 2 --dist loadscope
	-.venv-newest/bin/python -m pytest tests -n 2 -m "not long and not pinned"

wheel: .venv/.ready ## helpers and tables as one file in dist/, for an image or a class without a clone
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

new-lesson: .venv/.dev ## the two files of a new lesson: make new-lesson N=18 WORD=topic
	$(BIN)/python -m tests.new_lesson $(N) $(WORD)

book: .venv/.dev ## the reading edition as a static site in book/_build/html; COURSE_LIVE=… links lessons to where they run
	$(BIN)/python -m book.build site

changes: .venv/.ready ## what changed since the last release, and why: make changes, or make changes FROM=v1.0.0 TO=HEAD
	$(BIN)/python -m book.changes $(FROM) $(TO)

.venv-lite/.ready: book/lite_files/requirements.txt
	"$(PYTHON)" -m venv --clear .venv-lite
	.venv-lite/bin/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --dest .venv-lite/wheels \
		--only-binary=:all: --platform any --implementation py --abi none --python-version 3.14 -r $<
	.venv-lite/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps .venv-lite/wheels/*.whl
	touch $@

lite: .venv/.ready .venv-lite/.ready ## the whole course in the browser, as a static site in book/_build/lite; PYODIDE=folder where its CDN is out of reach
	$(BIN)/python -m book.lite $(if $(PYODIDE),--pyodide "$(PYODIDE)")

seminar: .venv/.dev ## the teaching kit, learners' and instructors' edition, in book/_build/seminar
	$(BIN)/python -m book.build seminar

gallery: .venv/.prepared ## the best explorers without code, in the browser; the kernel of a page that was closed ends after twenty minutes
	$(BIN)/python -m helpers --LabApp.default_url=/voila/render/notebooks/gallery.ipynb \
		--MappingKernelManager.cull_idle_timeout=1200 --MappingKernelManager.cull_interval=60 $(LAB)
