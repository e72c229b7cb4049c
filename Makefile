# Curator: every task has one door. `make run` and `make test` need nothing but make, and Python 3.11.
.PHONY: run test demo pictures bench check lock clean

PYTHON_IN := .venv/bin/python
STORE ?=

run:
	@packaging/setup.sh run
	@$(PYTHON_IN) -m curator $(if $(STORE),--store "$(STORE)")

test:
	@packaging/setup.sh dev
	@QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n 2 --dist loadfile

demo:
	@packaging/setup.sh run
	@QT_QPA_PLATFORM=offscreen $(PYTHON_IN) -m curator demo --out demo

# The pictures of README and docs/, made by the program itself.
pictures: demo
	@cp demo/window-*.png docs/images/

bench:
	@packaging/setup.sh dev
	@for each in benchmarks/[a-z]*.py; do QT_QPA_PLATFORM=offscreen $(PYTHON_IN) $$each || exit 1; done

check:
	@packaging/setup.sh dev
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

lock:
	@packaging/lock.sh

clean:
	rm -rf .venv build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: package package-check
package:
	@packaging/build.sh

package-check:
	@packaging/check/check.sh
