# Every target is one line; `make` lists them. Everything needs Go alone, but for
# the pages: they are committed as built, and node builds and tests them anew.
export CGO_ENABLED := 0
DATA   ?= ../shared/data
SCORES ?= ../shared
TOOL   := go tool -modfile=tools/go.mod

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | column -t -s "$$(printf '\t')"
build: ## build bin/stemma
	go build -o bin/stemma ./cmd/stemma
test: fmt vet build ## everything CI runs on every change, within minutes
	go test ./... && go test -count=1 ./internal/arch && $(MAKE) -s staticcheck floors pages-test
fmt: ## fail on files that gofmt would change
	@out=$$(gofmt -l $$(go list -f '{{.Dir}}' ./...)); test -z "$$out" || { echo "gofmt wants: $$out"; exit 1; }
vet: ## go vet
	go vet ./...
staticcheck: ## staticcheck, pinned in tools/go.mod
	@$(TOOL) staticcheck -version >/dev/null 2>&1 && $(TOOL) staticcheck ./... || { $(TOOL) staticcheck -version >/dev/null 2>&1 && exit 1 || echo "SKIP staticcheck: its modules are not at hand"; }
lint: ## golangci-lint, pinned in tools/go.mod
	$(TOOL) golangci-lint run ./...
race: ## the tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 go test -race ./...
golden: ## rewrite the golden files, then show what changed
	go test ./... -update ; git diff --stat
floors: build ## the figures of the three events against floors.json
	@if [ -d $(SCORES)/gold ]; then for e in $(SCORES)/gold/*/; do bin/stemma eval $(SCORES)/gold/$$(basename $$e) $(SCORES)/reports/$$(basename $$e) || exit 6; done; else echo "SKIP floors: $(SCORES)/gold is not there"; fi
eval: build ## every suite over the public benchmarks, against floors.json
	@if [ -d $(DATA) ]; then bin/stemma eval --suite all --data $(DATA); else echo "SKIP eval: $(DATA) is not there"; fi
fuzz: ## every fuzz target for 30 seconds
	@go test -list '^Fuzz' ./... | awk '/^Fuzz/{f[n++]=$$1} /^ok/{for(i=0;i<n;i++)print $$2, f[i]; n=0}' | while read p f; do go test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s $$p || exit 1; done
bench: ## every benchmark
	go test -run '^$$' -bench . -benchmem ./...
cover: ## coverage by package
	go test -cover ./...
pages: ## build the pages from web/ into internal/web/dist (needs node)
	cd web && npm ci --silent --no-progress && npm run --silent types && npm run --silent check && npm run --silent build
pages-test: build ## check that the pages are as built, and run them in a real browser (needs node, Chromium)
	@web/test/run
demo: build ## add the demo corpus and show the record
	@bin/stemma demo --dir demo-out
clean: ## remove what was built
	rm -rf bin demo-out

.DEFAULT_GOAL := help
.PHONY: help build test fmt vet staticcheck lint race golden floors eval fuzz bench cover pages pages-test demo clean
