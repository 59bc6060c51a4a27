# make check    everything a change has to pass
# make eval     scores on labelled articles, written to models/en/scores.txt
# The other targets are named in .PHONY. Tools are installed into bin/tools on demand.

export CGO_ENABLED = 0

GO       ?= go
FUZZTIME ?= 20s
# Labelled articles for eval; they are not part of the repository (docs/models.md).
DATA     ?= ../shared/data

GOFUMPT_VERSION     = v0.12.0
GOLANGCI_VERSION    = v2.15.0
STATICCHECK_VERSION = v0.8.2
GOVULNCHECK_VERSION = v1.9.0

TOOLS       = $(CURDIR)/bin/tools
GOFUMPT     = $(TOOLS)/gofumpt-$(GOFUMPT_VERSION)
GOLANGCI    = $(TOOLS)/golangci-lint-$(GOLANGCI_VERSION)
STATICCHECK = $(TOOLS)/staticcheck-$(STATICCHECK_VERSION)
GOVULNCHECK = $(TOOLS)/govulncheck-$(GOVULNCHECK_VERSION)

PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: build test check format vet lint vuln order race eval bench fuzz cross man licences screenshots clean
.DELETE_ON_ERROR:

build:
	$(GO) build -trimpath -o bin/quoth ./cmd/quoth

test:
	$(GO) test ./...

check: format vet lint vuln order race

# Lists the files that gofumpt would change, and fails if there are any.
format: $(GOFUMPT)
	@echo "gofumpt -l ."
	@list=$$($(GOFUMPT) -l .) && { [ -z "$$list" ] || { echo "$$list"; echo "these files are not formatted: gofumpt -w FILE"; exit 1; }; }

vet:
	$(GO) vet ./...

lint: $(GOLANGCI) $(STATICCHECK)
	$(GOLANGCI) run ./...
	$(STATICCHECK) ./...

# govulncheck needs its database at vuln.go.dev. A vulnerability (status 3) or
# a fault of its own fails; an unreachable database is a note.
vuln: $(GOVULNCHECK)
	@echo "govulncheck ./..."
	@status=0; out=$$($(GOVULNCHECK) ./... 2>&1) || status=$$?; echo "$$out"; \
	case "$$status:$$out" in \
	0:*) ;; \
	3:*) exit 3 ;; \
	*"fetching vulnerabilities"* | *"dial tcp"* | *"no such host"* | *"vuln.go.dev"*) \
		echo "note: the vulnerability database cannot be reached; this check was left out" ;; \
	*) exit $$status ;; \
	esac

order:
	$(GO) test -count=1 ./internal

# The race detector needs a C compiler.
race:
	@if command -v $${CC:-gcc} >/dev/null; then \
		echo "go test -race ./..."; CGO_ENABLED=1 $(GO) test -race ./...; \
	else \
		echo "note: no C compiler, so the tests run without the race detector"; \
		echo "go test -count=1 ./..."; $(GO) test -count=1 ./...; \
	fi

eval:
	@test -d $(DATA) || { echo "eval: no labelled articles in $(DATA): make eval DATA=FOLDER (docs/models.md)"; exit 1; }
	{ echo "# make eval: quoth-lab eval -polnear DATA/polnear/dev.jsonl -wikinews DATA/wikinews -speakers DATA/speakers-dev"; \
	  $(GO) run ./cmd/quoth-lab eval -polnear $(DATA)/polnear/dev.jsonl -wikinews $(DATA)/wikinews -speakers $(DATA)/speakers-dev; } > models/en/scores.txt.part
	mv models/en/scores.txt.part models/en/scores.txt
	cat models/en/scores.txt

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Every fuzz test for FUZZTIME.
fuzz:
	@grep -rn --include='*_test.go' '^func Fuzz' . | sed 's|^\(.*\)/[^/]*:[0-9]*:func \(Fuzz[A-Za-z0-9_]*\).*|\1 \2|' | \
	while read -r folder name; do \
		echo "$$folder: $$name"; \
		$(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$folder" || exit 1; \
	done

cross:
	@for p in $(PLATFORMS); do \
		system=$${p%/*} machine=$${p#*/} suffix=; [ "$$system" != windows ] || suffix=.exe; \
		echo "build $$p"; \
		GOOS=$$system GOARCH=$$machine $(GO) build -trimpath -o dist/quoth-$$system-$$machine$$suffix ./cmd/quoth || exit 1; \
	done

man:
	$(GO) run ./cmd/quoth man dist/man

# Pages of every kind, at three widths, light and dark, painted by Chromium into dist/screenshots.
screenshots:
	mkdir -p dist/screenshots
	QUOTH_SCREENSHOTS=$(CURDIR)/dist/screenshots $(GO) test -count=1 -run Browser ./internal/serve/web

# THIRD_PARTY.txt: the licences of everything that is linked into the program on any system.
licences:
	@{ echo "Licences of the works that quoth contains."; \
	for system in linux windows; do \
		GOOS=$$system $(GO) list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}' ./cmd/quoth; \
	done | LC_ALL=C sort -u | while read -r module folder; do \
		for file in $$(cd "$$folder" && ls | grep -iE '^(licen[sc]e|notice|icu-license)'); do \
			printf '\n\n==== %s: %s\n\n' "$$module" "$$file"; cat "$$folder/$$file"; \
		done; \
	done; \
	printf '\n\n==== Go: LICENSE\n\n'; cat "$$($(GO) env GOROOT)/LICENSE"; } > THIRD_PARTY.txt
	@grep '^====' THIRD_PARTY.txt

clean:
	rm -rf bin dist

# install,PACKAGE,VERSION puts a tool at the target's name.
define install
	GOBIN=$(TOOLS) $(GO) install $(1)@$(2)
	mv $(TOOLS)/$(notdir $(1)) $@
endef

$(GOFUMPT):
	$(call install,mvdan.cc/gofumpt,$(GOFUMPT_VERSION))
$(GOLANGCI):
	$(call install,github.com/golangci/golangci-lint/v2/cmd/golangci-lint,$(GOLANGCI_VERSION))
$(STATICCHECK):
	$(call install,honnef.co/go/tools/cmd/staticcheck,$(STATICCHECK_VERSION))
$(GOVULNCHECK):
	$(call install,golang.org/x/vuln/cmd/govulncheck,$(GOVULNCHECK_VERSION))
