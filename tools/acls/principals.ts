/** The broker's name of one of our accounts. */
export type PrincipalOf = (who: string) => string;

/**
 * From KAFKA_PRINCIPALS, such as `chat-api=sa-1a2b,*=todo`: the user of each service, `*`
 * for those not named. By default a service's user is called as the service is.
 */
export const readPrincipals = (text: string | undefined): PrincipalOf => {
  const users = new Map<string, string>();
  for (const part of (text ?? '').split(',').filter((one) => one.trim() !== '')) {
    const [who, user] = part.split('=').map((side) => side.trim());
    if (!who || !user) throw new Error(`KAFKA_PRINCIPALS must be such as chat-api=sa-1a2b,*=todo; "${part.trim()}" is not`);
    users.set(who, user);
  }
  return (who) => `User:${users.get(who) ?? users.get('*') ?? who}`;
};
