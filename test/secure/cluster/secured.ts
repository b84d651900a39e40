import { join } from 'node:path';
import { connect } from 'node:tls';
import { clusterDir, startCluster, type Cluster } from '../../harness/cluster/cluster.ts';
import { bootstrapOf, type Listeners } from '../../harness/cluster/properties.ts';
import { makeCertificates, type Certificates } from './certificates.ts';

interface Login {
  user: string;
  password: string;
}

/** Who may log in, by mechanism: user -> password. */
export interface Logins {
  admin: Login;
  'SCRAM-SHA-256': Readonly<Record<string, string>>;
  'SCRAM-SHA-512': Readonly<Record<string, string>>;
  /**
   * Accounts for SASL/PLAIN, which a managed Kafka such as Confluent's offers over TLS; the
   * others are SCRAM credentials in the cluster itself.
   */
  PLAIN: Readonly<Record<string, string>>;
}

/** Three brokers of Apache Kafka that can only be reached by SASL over TLS. */
export interface SecuredCluster extends Cluster {
  /** The authority behind the brokers' certificates: its PEM text, and the file that holds it. */
  ca: { text: string; file: string };
}

const name = 'secure-kafka';
const ports = { clients: 29_391, controllers: 29_491 };

/** Where a broker's clients connect. */
export const clientPort = (id: number): number => ports.clients + id;

/** All brokers, as a client names them. */
export const bootstrapServers = bootstrapOf(ports.clients);

const scramLogin = ({ user, password }: Login): string =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`;

const plainLogin = (accounts: Logins['PLAIN']): string =>
  `org.apache.kafka.common.security.plain.PlainLoginModule required ${Object.entries(accounts).map(([user, password]) => `user_${user}="${password}"`).join(' ')};`;

/**
 * SASL over TLS for clients and brokers, TLS certificates between controllers, and nothing
 * is allowed without an entry.
 */
const listenersOf = (certificates: Certificates, { admin, PLAIN }: Logins): Listeners => ({
  protocols: { CLIENTS: 'SASL_SSL', CONTROLLER: 'SSL' },
  settings: [
    'ssl.keystore.type=PEM',
    `ssl.keystore.location=${certificates.keyStore}`,
    'ssl.truststore.type=PEM',
    `ssl.truststore.location=${certificates.trustStore}`,
    'listener.name.controller.ssl.client.auth=required',
    'sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512,PLAIN',
    'sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512',
    `listener.name.clients.scram-sha-512.sasl.jaas.config=${scramLogin(admin)}`,
    'listener.name.clients.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;',
    `listener.name.clients.plain.sasl.jaas.config=${plainLogin(PLAIN)}`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found=false',
    `super.users=User:${admin.user};User:CN=broker`,
  ],
});

/** The credentials are part of a cluster from its first record on. */
const scramOptions = (logins: Logins): string[] => {
  const all = { ...logins, 'SCRAM-SHA-512': { ...logins['SCRAM-SHA-512'], [logins.admin.user]: logins.admin.password } };
  return (['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const).flatMap((mechanism) =>
    Object.entries(all[mechanism]).flatMap(([user, password]) => ['--add-scram', `${mechanism}=[name="${user}",password="${password}"]`]),
  );
};

/** A broker listens only when it has joined. */
const takesTls = (id: number, ca: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: 'localhost', port: clientPort(id), ca, servername: 'localhost' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Starts the secured cluster on fresh data. */
export const startSecuredCluster = async (logins: Logins): Promise<SecuredCluster> => {
  const certificates = await makeCertificates(join(clusterDir(name), 'certificates'));
  const cluster = await startCluster({
    name,
    ports,
    listeners: listenersOf(certificates, logins),
    formatArgs: scramOptions(logins),
    answers: (id) => takesTls(id, certificates.ca),
  });
  return { ...cluster, ca: { text: certificates.ca, file: certificates.trustStore } };
};
