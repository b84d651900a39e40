// The command `promtool test rules` alone: with the service discoveries of the whole promtool it would take several times as long to compile.
// unittest.go, which does the work, is copied beside this file from the module itself (test/harness/promtool.ts).
package main

import (
	"os"
	"time"

	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
)

const (
	successExitCode = 0
	failureExitCode = 1
)

// parseTime reads the start of a test; promtool has it in a file that stands on much more.
func parseTime(text string) (time.Time, error) {
	return time.Parse(time.RFC3339Nano, text)
}

func main() {
	options := promqltest.LazyLoaderOpts{EnableAtModifier: true, EnableNegativeOffset: true}
	os.Exit(RulesUnitTest(options, parser.NewParser(parser.Options{}), nil, true, false, false, os.Args[1:]...))
}
