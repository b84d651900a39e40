/** The ports of a cluster, so that two of them can run side by side. */
export interface ClusterPorts {
  /** The port of the first broker; the others follow. */
  clients: number;
  controllers: number;
}

/** How many brokers there are; writing needs a majority of them. */
export const nodeIds = [1, 2, 3];

const addresses = (first: number): string[] => nodeIds.map((id) => `localhost:${first + id}`);

/** All brokers, as a client names them. */
export const bootstrapOf = (first: number): string => addresses(first).join(',');

/** One broker of a cluster, a controller too. */
export interface NodeSettings {
  id: number;
  ports: ClusterPorts;
  data: string;
}

/**
 * What the listeners of a broker require of those who connect, as settings of Kafka; the
 * listeners are named CLIENTS and CONTROLLER, and there may be more.
 */
export interface Listeners {
  /**
   * Further listeners, such as `PROXIED`: where a broker listens, and the address that it
   * gives its clients.
   */
  more?: (id: number) => { name: string; port: number; advertised: number }[];
  /** The security protocol of each listener. */
  protocols: Readonly<Record<string, string>>;
  settings: readonly string[];
}

/** A broker's settings, apart from who may connect to it. */
export const nodeProperties = ({ id, ports, data }: NodeSettings, { more = () => [], protocols, settings }: Listeners): string => {
  const clients = { name: 'CLIENTS', port: ports.clients + id, advertised: ports.clients + id };
  const open = [clients, ...more(id)];
  const listeners = [...open, { name: 'CONTROLLER', port: ports.controllers + id }];
  return [
    'process.roles=broker,controller',
    `node.id=${id}`,
    `controller.quorum.voters=${addresses(ports.controllers).map((address, index) => `${nodeIds[index]}@${address}`).join(',')}`,
    `listeners=${listeners.map(({ name, port }) => `${name}://127.0.0.1:${port}`).join(',')}`,
    `advertised.listeners=${open.map(({ name, advertised }) => `${name}://localhost:${advertised}`).join(',')}`,
    `listener.security.protocol.map=${Object.entries(protocols).map(([name, protocol]) => `${name}:${protocol}`).join(',')}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=CLIENTS',
    ...settings,
    `log.dirs=${data}`,
    'auto.create.topics.enable=false',
    'default.replication.factor=3',
    'min.insync.replicas=2',
    'offsets.topic.replication.factor=3',
    'offsets.topic.num.partitions=4',
    'group.initial.rebalance.delay.ms=0',
    // A killed broker can rejoin only when its old session has ended: after 9 s by default.
    'broker.session.timeout.ms=6000',
    'broker.heartbeat.interval.ms=1000',
    'log.segment.bytes=104857600',
    '',
  ].join('\n');
};
