import { generate } from 'selfsigned';

const host = 'kafka-0.kafka.kafka.svc.cluster.local';

/** An account at the broker. */
export interface Account {
  user: string;
  password: string;
}

/** What the broker of the production test reads, and the authority for its clients to trust. */
export interface BrokerSecret {
  data: Record<string, string>;
  ca: string;
}

const certificateOf = async (): Promise<{ keyStore: string; ca: string }> => {
  const authority = await generate([{ name: 'commonName', value: 'todo test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, critical: true }],
  });
  const broker = await generate([{ name: 'commonName', value: 'kafka' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'basicConstraints', cA: false }, { name: 'extKeyUsage', serverAuth: true }, { name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  return { keyStore: `${broker.private}\n${broker.cert}\n`, ca: authority.cert };
};

const propertiesFor = ({ user, password }: Account): string =>
  [
    'listeners=CLIENTS://:9093,CONTROLLER://localhost:9094',
    `advertised.listeners=CLIENTS://${host}:9093`,
    'listener.security.protocol.map=CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name=CLIENTS',
    'ssl.keystore.type=PEM',
    'ssl.keystore.location=/tls/keystore.pem',
    'ssl.truststore.type=PEM',
    'ssl.truststore.location=/tls/keystore.pem',
    'sasl.enabled.mechanisms=SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512',
    `listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found=false',
    // The controller is this process too, on its own loopback.
    `super.users=User:${user};User:ANONYMOUS`,
  ].join('\n');

/**
 * A broker that only speaks SASL over TLS, and knows these accounts; the first is its
 * administrator.
 */
export const makeBrokerSecret = async (accounts: readonly [Account, ...Account[]]): Promise<BrokerSecret> => {
  const { keyStore, ca } = await certificateOf();
  const format = accounts.map(({ user, password }) => `--add-scram SCRAM-SHA-512=[name=${user},password=${password}]`).join(' ');
  return { data: { 'keystore.pem': keyStore, properties: propertiesFor(accounts[0]), format }, ca };
};

/** Where the broker's clients connect. */
export const bootstrapServers = `${host}:9093`;
