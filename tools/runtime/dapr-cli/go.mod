module dapr-cli

go 1.24.9

require (
	github.com/dapr/cli v1.16.5
	github.com/tmc/langchaingo v0.1.15-0.20251029190607-e35755df7084
)

replace github.com/dapr/components-contrib => github.com/dapr/components-contrib v1.17.3

replace github.com/dapr/kit => github.com/dapr/kit v0.16.1
