import { Counter, Gauge } from 'prom-client';
import { registry } from '#platform/metrics';

const registers = [registry];

/** Open WebSocket connections. */
export const connections = new Gauge({ name: 'realtime_connections', help: 'Open WebSocket connections', registers });

/** Frames handed to connections. */
export const framesSent = new Counter({ name: 'realtime_frames_sent_total', help: 'Frames sent, by kind', labelNames: ['kind'] as const, registers });

/** Changes that were not sent because they were old or repeated. */
export const framesSkipped = new Counter({ name: 'realtime_frames_skipped_total', help: 'Changes not sent because newer ones were, by reason', labelNames: ['reason'] as const, registers });

/** Connections that this service ended or refused. */
export const dropped = new Counter({ name: 'realtime_connections_dropped_total', help: 'Connections refused or ended by the service, by reason', labelNames: ['reason'] as const, registers });
