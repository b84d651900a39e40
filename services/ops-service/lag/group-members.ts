import { describeGroupsV5, FindCoordinatorKeyTypes, kGetConnection, Reader, type Admin, type Connection } from '@platformatic/kafka';

type Brokers = Awaited<ReturnType<Admin['metadata']>>['brokers'];
type Address = Parameters<Admin[typeof kGetConnection]>[0];

const connectTo = (admin: Admin, broker: Address): Promise<Connection> =>
  new Promise((resolve, reject) => {
    admin[kGetConnection](broker, (error, connection) => (connection === undefined ? reject(error) : resolve(connection)));
  });

/** The topics in a member's subscription (ConsumerProtocolSubscription): a version, then their names; what follows differs from client to client. */
export const topicsIn = (metadata: Buffer): string[] => {
  if (metadata.length === 0) return [];
  const reader = Reader.from(metadata);
  reader.readInt16();
  return reader.readArray((name) => name.readString(false), false, false);
};

const ofCoordinator = async (admin: Admin, broker: Address, names: string[]): Promise<[string, string[][]][]> => {
  const { groups } = await describeGroupsV5.api.async(await connectTo(admin, broker), names, false);
  return groups.map(({ groupId, members }) => [groupId, members.map(({ memberMetadata }) => topicsIn(memberMetadata))]);
};

const byCoordinator = async (admin: Admin, names: readonly string[], brokers: Brokers): Promise<Map<Address, string[]>> => {
  const found = new Map<Address, string[]>();
  for (const { key, nodeId } of await admin.findCoordinator({ keyType: FindCoordinatorKeyTypes.GROUP, keys: [...names] })) {
    const broker = brokers.get(nodeId);
    if (broker === undefined) throw new Error(`the coordinator of ${key} is not known yet`);
    found.set(broker, [...(found.get(broker) ?? []), key]);
  }
  return found;
};

/**
 * What each member of each group subscribes to. The client's own describeGroups also reads what a balance strategy adds to an assignment, and
 * throws past every handler, which ends the process, where a strategy adds nothing, as `range` does (its version 2 does not, and needs Node 22).
 */
export const subscriptionsOf = async (admin: Admin, names: readonly string[]): Promise<Map<string, string[][]>> => {
  const { brokers } = await admin.metadata({ topics: [] });
  const coordinators = await byCoordinator(admin, names, brokers);
  return new Map((await Promise.all([...coordinators].map(([broker, groups]) => ofCoordinator(admin, broker, groups)))).flat());
};
