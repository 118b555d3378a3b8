# Everything here needs Go, git and make, and nothing else that is installed:
# the tools that check the code are pinned in .ci/tools.mod and built by Go.
# Only make e2e wants more, a browser and npm; it installs them where it may.
# "make run" and "make test" are all that a visitor needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

FUZZTIME ?= 20s
LISTEN   ?= 127.0.0.1:8080
DATA     ?= ./data
TOOL     := go tool -modfile=.ci/tools.mod

# Recorded figures: make eval fails if one got worse, make eval-record records.
REPORT := eval/testdata/report.txt

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

.PHONY: build
build: ## build ./bin/clausebook
	@mkdir -p bin
	CGO_ENABLED=0 go build -trimpath -o ./bin/clausebook ./cmd/clausebook

.PHONY: run
run: build ## build and serve the shipped documents on http://127.0.0.1:8080
	exec ./bin/clausebook serve --library $(DATA) --listen $(LISTEN)

.PHONY: test
test: ## run every test
	go test ./...
	@echo
	@echo "Left out of make test, and run by make check: the race detector, linters, fuzzing, quality figures,"
	@echo "builds for other systems, tests in a browser, scans read by the real Tesseract (make ocr). Left out of both: benchmarks (make bench, make bench-web)."

.PHONY: e2e
e2e: ## try the pages in Chromium, with screenshots in bin/e2e/shots; installs what it needs where it may
	@.ci/e2e

.PHONY: bench-web
bench-web: ## time the first paint of the pages in Chromium
	@.ci/e2e -run '^$$' -bench . -benchtime 10x

.PHONY: office
office: build ## have LibreOffice open every export (installs it with apt if it is missing)
	@.ci/office

.PHONY: race
race: ## run every test under the race detector (needs a C compiler)
	@if CGO_ENABLED=1 go env CC | xargs -I{} sh -c 'command -v {} >/dev/null'; then \
		CGO_ENABLED=1 go test -race -count=1 ./...; \
	else \
		echo "race: no C compiler here, which the race detector needs: LEFT OUT"; \
	fi

.PHONY: fmt
fmt: ## format the code
	$(TOOL) golangci-lint fmt

.PHONY: vet
vet: ## go vet
	go vet ./...

.PHONY: lint
lint: ## golangci-lint and staticcheck
	$(TOOL) golangci-lint run
	$(TOOL) staticcheck -checks all ./...

.PHONY: imports
imports: ## hold the module to the table of imports
	go test -count=1 ./internal/importtest

.PHONY: golden
golden: ## rewrite golden files; read the difference before you commit it
	go test $$(go list -f '{{range .TestImports}}{{if eq . "github.com/clausebook/clausebook/internal/golden"}}{{$$.ImportPath}} {{end}}{{end}}{{range .XTestImports}}{{if eq . "github.com/clausebook/clausebook/internal/golden"}}{{$$.ImportPath}} {{end}}{{end}}' ./...) ./internal/golden -update
	git diff --stat

.PHONY: fuzz
fuzz: ## run each fuzz target for FUZZTIME (20s)
	@.ci/fuzz $(FUZZTIME)

.PHONY: bench
bench: ## run every benchmark ten times; keep the output for benchstat
	go test -run '^$$' -bench . -benchmem -count 10 ./... | tee bench.out
	$(TOOL) benchstat bench.out

PROVISIONS ?= 200000
.PHONY: bench-search
bench-search: ## index and search PROVISIONS (200000) made of the shipped texts; beside SQLite's FTS5 where sqlite3 is installed
	CLAUSEBOOK_BENCH_PROVISIONS=$(PROVISIONS) go test ./index -count=1 -timeout 60m -run '^TestScale$$' -v

.PHONY: bench-lucene
bench-lucene: ## bench-search, and the same provisions and queries by Lucene: needs java 17 and mvn, which fetches it from Maven Central
	@for tool in java mvn; do command -v $$tool >/dev/null || { echo "bench-lucene: $$tool is not installed, which it needs"; exit 1; }; done
	CLAUSEBOOK_BENCH_LUCENE=1 CLAUSEBOOK_BENCH_PROVISIONS=$(PROVISIONS) go test ./index -count=1 -timeout 90m -run '^TestScale$$' -v

REFRESHES ?= 200
.PHONY: bench-refresh
bench-refresh: ## have REFRESHES (200) agreements of a library of PROVISIONS read again, one after the other, while others search
	CLAUSEBOOK_BENCH_REFRESHES=$(REFRESHES) CLAUSEBOOK_BENCH_PROVISIONS=$(PROVISIONS) go test ./index -count=1 -timeout 60m -run '^TestRefreshes$$' -v

.PHONY: benchcmp
benchcmp: ## compare OLD=file with NEW=file
	$(TOOL) benchstat $(OLD) $(NEW)

.PHONY: eval
eval: build ## measure against gold; fails if a figure is worse than recorded
	./bin/clausebook eval --format text --against $(REPORT)

.PHONY: eval-record
eval-record: build ## record the figures of today
	@mkdir -p $(dir $(REPORT))
	./bin/clausebook eval --format text > $(REPORT).new
	mv $(REPORT).new $(REPORT)
	git diff --stat -- $(REPORT)

.PHONY: testdata
testdata: ## make the PDFs for tests anew; DIR=folder makes long ones, of whole documents, and their twins as DOCX and HTML there
	@if [ -n "$(DIR)" ]; then go run ./internal/evalpdf make -out "$(DIR)"; go run ./internal/evaltwin make -out "$(DIR)"; \
	else go run ./internal/evalpdf make -sample -out internal/testpdf/testdata; git diff --stat -- internal/testpdf/testdata; fi

.PHONY: eval-pdf
eval-pdf: ## measure how PDFs made of the shipped documents are read
	go run ./internal/evalpdf measure

.PHONY: bench-pdf
bench-pdf: build ## time the text of made PDFs beside pdftotext (where it is installed), and whole extract
	go build -o ./bin/ ./internal/evalpdf ./internal/pdfwords
	./bin/evalpdf speed -text ./bin/pdfwords -extract ./bin/clausebook

.PHONY: ocr
ocr: ## read scans with the real Tesseract; installs it and poppler with apt where they are missing
	@if ! { command -v tesseract && command -v pdftoppm; } >/dev/null; then \
		if command -v apt-get >/dev/null; then \
			$$([ "$$(id -u)" = 0 ] || echo sudo) apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-eng poppler-utils; \
		else echo "ocr: install tesseract and poppler (pdftoppm) first"; exit 1; fi; \
	fi
	go test -count=1 -tags ocr -run 'Scan' ./internal/evalpdf

.PHONY: eval-twins
eval-twins: ## measure how DOCX and HTML twins of the shipped documents are read
	go run ./internal/evaltwin measure

.PHONY: cover
cover: ## lines that no test runs
	go test -coverprofile=cover.out -coverpkg=./... ./...
	go tool cover -func=cover.out | tail -1
	@echo "see them: go tool cover -html=cover.out"

.PHONY: tidy-check
tidy-check: ## go.mod and go.sum are as go mod tidy leaves them
	go mod tidy -diff
	go mod verify

.PHONY: gen-check
gen-check: ## generated files are as go generate leaves them
	@before=$$(git diff | git hash-object --stdin); go generate ./...; \
	if [ "$$before" != "$$(git diff | git hash-object --stdin)" ]; then git diff --stat; exit 1; fi

.PHONY: cross
cross: ## build for the other systems, without C
	@for target in darwin/amd64 darwin/arm64 windows/amd64 windows/arm64; do \
		echo "build $$target"; \
		CGO_ENABLED=0 GOOS=$${target%/*} GOARCH=$${target#*/} go build -o /dev/null ./cmd/clausebook; \
	done

.PHONY: check
check: vet lint imports tidy-check gen-check race cross eval e2e ocr ## everything that CI checks beyond make test
	@$(MAKE) --no-print-directory fuzz FUZZTIME=5s

.PHONY: clean
clean: ## remove what was built; the library in ./data stays
	rm -rf bin bench.out cover.out
