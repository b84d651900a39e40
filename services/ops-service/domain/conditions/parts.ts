import type { Condition } from './condition.ts';

/** Clocks tick every second. */
const stoppedSeconds = 60;

/** Services, sidecars, clocks and the broker. */
export const parts = {
  ServiceDown: {
    severity: 'critical',
    rule: { expr: 'sum by (app) (up{job="todo-services"}) == 0', for: '1m', summary: '{{ $labels.app }} does not answer' },
    means: 'No replica of a service answers at /metrics. Nothing is lost meanwhile: events wait in Kafka.',
    act: 'Read its last log lines (on Kubernetes `kubectl -n todo logs deploy/<app> -c app --previous`); with a bad setting it exits with status 78 and names each one. Locally `npm start` starts it again.',
  },
  SidecarDown: {
    severity: 'critical',
    rule: { expr: 'sum by (app) (up{job="todo-sidecars"}) == 0', for: '1m', summary: 'The sidecar of {{ $labels.app }} does not answer' },
    means: 'Without its daprd a service neither publishes nor gets events.',
    act: 'Read the log of the sidecar (`kubectl -n todo logs deploy/<app> -c daprd`; locally the file that `npm start` names). It exits if a component cannot start, for example because a broker refuses the login.',
  },
  NothingScraped: {
    severity: 'critical',
    rule: { expr: 'absent(up{job="todo-services"})', for: '5m', summary: 'Prometheus knows no service of this system' },
    means: 'No alert of Prometheus can fire without targets.',
    act: 'Check the scrape configuration; on Kubernetes the PodMonitor (its label `release`) and the NetworkPolicy `monitoring` that lets Prometheus in.',
  },
  TakesNoEvents: {
    severity: 'critical',
    rule: { expr: 'max by (app, cause) (health_problem{cause="outage"}) == 1', for: '1m', summary: '{{ $labels.app }} takes no events: something it depends on is down' },
    means: 'The service turned its health red, so that its sidecar pauses the subscriptions instead of dead-lettering.',
    act: 'Check PostgreSQL, and for recurring-service chat-api. It continues by itself.',
  },
  ClockStopped: {
    severity: 'critical',
    limit: stoppedSeconds,
    rule: {
      expr: `time() - max by (app, clock) (clock_last_tick_timestamp_seconds) > ${stoppedSeconds}`,
      for: '1m',
      summary: 'The clock {{ $labels.clock }} of {{ $labels.app }} does not tick',
    },
    own: { kind: 'clock_stopped', rounds: { bad: 1, good: 2 } },
    means: `No replica has finished a tick of a clock for ${stoppedSeconds} s: nothing scheduled goes out.`,
    act: 'Look for errors of the ticks in the log of the service, check PostgreSQL, then restart the sidecar, which has the cron binding. Whatever became due meanwhile is sent then.',
  },
  KafkaUnreachable: {
    severity: 'critical',
    rule: { expr: 'max(kafka_admin_up) == 0', for: '2m', summary: 'ops-service gets no answer from the brokers' },
    own: { kind: 'broker_unreachable', rounds: { bad: 2, good: 2 } },
    means: 'The brokers do not answer ops-service, so lag is not known. Events wait in the outboxes.',
    act: 'If OutboxWaits fires too, the brokers are down; otherwise check the KAFKA_* settings and the access of ops-service.',
  },
  InvocationDenied: {
    severity: 'warning',
    rule: {
      expr: 'sum by (app) (increase(dapr_runtime_acl_app_policy_action_blocked_total[10m])\nor increase(dapr_runtime_acl_global_policy_action_blocked_total[10m])) > 0',
      summary: '{{ $labels.app }} was called by an app that may not',
    },
    means: 'A sidecar has denied a service invocation.',
    act: 'After a release, a rule is probably missing in `k8s/base/configurations`; otherwise somebody may be probing. The log of the sidecar names the caller.',
  },
} as const satisfies Record<string, Condition>;
