import type { Certificates } from './certificates.ts';

/** One broker of the cluster, a controller too. */
export interface NodeSettings {
  id: number;
  data: string;
  certificates: Certificates;
  admin: { user: string; password: string };
  /** Accounts for SASL/PLAIN, which a managed Kafka such as Confluent's offers over TLS; the others are SCRAM credentials in the cluster itself. */
  plain: Readonly<Record<string, string>>;
}

/** How many brokers there are; a majority of them is needed to write. */
export const nodeIds = [1, 2, 3];

/** Where a broker's clients connect. */
export const clientPort = (id: number): number => 29_391 + id;
const controllerPort = (id: number): number => 29_491 + id;

/** All brokers, as a client names them. */
export const bootstrapServers = nodeIds.map((id) => `localhost:${clientPort(id)}`).join(',');

const scramLogin = ({ user, password }: NodeSettings['admin']): string =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`;

const plainLogin = (accounts: NodeSettings['plain']): string =>
  `org.apache.kafka.common.security.plain.PlainLoginModule required ${Object.entries(accounts).map(([user, password]) => `user_${user}="${password}"`).join(' ')};`;

/** A broker's settings: SASL over TLS for clients and brokers, TLS certificates between controllers, and nobody may do what no entry allows. */
export const nodeProperties = ({ id, data, certificates, admin, plain }: NodeSettings): string =>
  [
    'process.roles=broker,controller',
    `node.id=${id}`,
    `controller.quorum.voters=${nodeIds.map((node) => `${node}@localhost:${controllerPort(node)}`).join(',')}`,
    `listeners=CLIENTS://127.0.0.1:${clientPort(id)},CONTROLLER://127.0.0.1:${controllerPort(id)}`,
    `advertised.listeners=CLIENTS://localhost:${clientPort(id)}`,
    'listener.security.protocol.map=CLIENTS:SASL_SSL,CONTROLLER:SSL',
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=CLIENTS',
    'ssl.keystore.type=PEM',
    `ssl.keystore.location=${certificates.keyStore}`,
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${certificates.trustStore}`,
    'listener.name.controller.ssl.client.auth=required',
    'sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512,PLAIN',
    'sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512',
    `listener.name.clients.scram-sha-512.sasl.jaas.config=${scramLogin(admin)}`,
    'listener.name.clients.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
    `listener.name.clients.plain.sasl.jaas.config=${plainLogin(plain)}`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found=false',
    `super.users=User:${admin.user};User:CN=broker`,
    `log.dirs=${data}`,
    'auto.create.topics.enable=false',
    'default.replication.factor=3',
    'min.insync.replicas=2',
    'offsets.topic.replication.factor=3',
    'offsets.topic.num.partitions=4',
    'group.initial.rebalance.delay.ms=0',
    // A killed broker is let back in only when its old session has ended: 9 s by default.
    'broker.session.timeout.ms=6000',
    'broker.heartbeat.interval.ms=1000',
    'log.segment.bytes=104857600',
    '',
  ].join('\n');
