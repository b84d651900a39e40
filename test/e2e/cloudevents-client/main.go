// Publishes a CloudEvent with the Go SDK, as a program outside this project would:
// cloudevents-client BROKERS TOPIC structured|binary < event.json
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"strings"

	"github.com/IBM/sarama"
	kafka "github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
)

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	brokers, topic, mode := strings.Split(os.Args[1], ","), os.Args[2], os.Args[3]
	text, err := io.ReadAll(os.Stdin)
	must(err)
	var event cloudevents.Event
	must(json.Unmarshal(text, &event))

	config := sarama.NewConfig()
	config.Version = sarama.V2_1_0_0
	config.Producer.Return.Successes = true
	sender, err := kafka.NewSender(brokers, config, topic)
	must(err)
	client, err := cloudevents.NewClient(sender)
	must(err)

	ctx := binding.WithForceStructured(context.Background())
	if mode == "binary" {
		ctx = binding.WithForceBinary(context.Background())
	}
	// The SDK takes the extension partitionkey for the key of the message.
	if result := client.Send(ctx, event); cloudevents.IsUndelivered(result) {
		log.Fatal(result)
	}
	must(sender.Close(ctx))
}
