# The same commands for people and for CI. `make` alone lists them.
# Written for GNU make 3.81 (macOS) and later.

PREFIX ?= /usr/local
DESTDIR ?=
# The program that `make install` puts in place; if it is empty, the release is built first.
BINARY ?=

SWIFT = ./scripts/swift.sh

# On Linux the release binary carries the Swift runtime, so that it runs where no Swift is installed.
RELEASE = -c release
ifeq ($(shell uname -s),Linux)
RELEASE += --static-swift-stdlib
endif

.PHONY: help setup build release test chaos demo docs format lint coverage install uninstall clean

help: ## lists these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -e 's/:.*## /|/' | awk -F '|' '{ printf "make %-10s %s\n", $$1, $$2 }'

setup: ## checks Swift, installs libyaml, zlib and pkg-config if they are missing
	@./scripts/setup.sh

build: setup ## builds everything, tests included, for debugging
	$(SWIFT) build --build-tests

release: setup ## builds the jelouctl that is meant for use
	$(SWIFT) build $(RELEASE) --product jelouctl

test: ## sets up and runs every test
	@./scripts/setup.sh openssl python3 --try zsh fish
	$(SWIFT) test

chaos: ## kills, cuts and fills up what `make test` does a few times only: some 200 kills, for some minutes
	@./scripts/setup.sh openssl
	JELOUCTL_CHAOS_RUNS=$${JELOUCTL_CHAOS_RUNS:-200} $(SWIFT) test --filter ChaosTests

demo: ## sets up, and shows the whole job against the emulator on this machine
	@./scripts/demo.sh

# Pages whose commands are run, and whose output is compared with what they show.
PAGES = README.md README.es.md $(wildcard docs/*.md docs/es/*.md examples/*/README.md)

docs: build ## runs the commands of the documentation, and compares what they print
	@./scripts/setup.sh curl jq python3
	@./scripts/try-docs.py "$$($(SWIFT) build --show-bin-path)" $(PAGES)

format: ## rewrites the sources in the house's form
	swift format format --in-place --parallel --recursive Sources Tests Package.swift

lint: ## checks the form of the sources
	@./scripts/lint.sh

coverage: setup ## runs the tests and prints the line coverage of each library target
	@./scripts/coverage.sh

SHARE = $(DESTDIR)$(PREFIX)/share

ifeq ($(BINARY),)
install: release
endif
install: ## puts program, man pages and completions below PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
		"$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	binary="$(BINARY)"; test -n "$$binary" || binary="$$($(SWIFT) build $(RELEASE) --show-bin-path)/jelouctl"; \
		install -m 755 "$$binary" "$(DESTDIR)$(PREFIX)/bin/jelouctl"
	install -m 644 man/*.1 "$(SHARE)/man/man1"
	install -m 644 completions/jelouctl.bash "$(SHARE)/bash-completion/completions/jelouctl"
	install -m 644 completions/_jelouctl "$(SHARE)/zsh/site-functions/_jelouctl"
	install -m 644 completions/jelouctl.fish "$(SHARE)/fish/vendor_completions.d/jelouctl.fish"

uninstall: ## removes what `make install` put below PREFIX
	rm -f "$(DESTDIR)$(PREFIX)/bin/jelouctl" \
		"$(SHARE)/man/man1/jelouctl.1" "$(SHARE)/man/man1"/jelouctl-*.1 \
		"$(SHARE)/bash-completion/completions/jelouctl" "$(SHARE)/zsh/site-functions/_jelouctl" \
		"$(SHARE)/fish/vendor_completions.d/jelouctl.fish"

clean: ## removes what was built
	rm -rf .build
