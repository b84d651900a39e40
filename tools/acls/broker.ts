import { AclOperations, AclPermissionTypes, ResourcePatternTypes, ResourceTypes, type Acl, type AclFilter, type Admin, type AdminOptions } from '@platformatic/kafka';
import { withAdmin } from '#platform/kafka/with-admin';
import type { Access } from './access.ts';
import { describeEntry, toEntries } from './entries.ts';
import type { PrincipalOf } from './principals.ts';

/** The differences between a broker's list and the wanted one, for our principals only. */
export interface AclDrift {
  missing: Acl[];
  /** What our principals may do without needing to. */
  surplus: Acl[];
}

const everythingOf = (principal: string): AclFilter => ({
  resourceType: ResourceTypes.ANY,
  resourceName: null,
  resourcePatternType: ResourcePatternTypes.ANY,
  principal,
  host: null,
  operation: AclOperations.ANY,
  permissionType: AclPermissionTypes.ANY,
});

const entriesOf = async (admin: Admin, principal: string): Promise<Acl[]> => {
  const resources = await admin.describeAcls({ filter: everythingOf(principal) });
  return resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
    acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  );
};

/** Entries that grant the same count as one, such as those of services sharing an account. */
const distinct = (entries: readonly Acl[]): Map<string, Acl> => new Map(entries.map((entry) => [describeEntry(entry), entry]));

const findDrift = async (admin: Admin, wanted: readonly Access[], principalOf: PrincipalOf): Promise<AclDrift> => {
  const should = distinct(wanted.flatMap((access) => toEntries(access, principalOf)));
  const principals = [...new Set(wanted.map(({ who }) => principalOf(who)))];
  const are = distinct((await Promise.all(principals.map((principal) => entriesOf(admin, principal)))).flat());
  return {
    missing: [...should].filter(([words]) => !are.has(words)).map(([, entry]) => entry),
    surplus: [...are].filter(([words]) => !should.has(words)).map(([, entry]) => entry),
  };
};

/** The differences between the broker's access list and the wanted one. */
export const checkAcls = (options: AdminOptions, wanted: readonly Access[], principalOf: PrincipalOf): Promise<AclDrift> =>
  withAdmin(options, (admin) => findDrift(admin, wanted, principalOf));

/**
 * Grants what is missing and, with `prune`, revokes what is superfluous; returns the
 * differences it found. Can be repeated.
 */
export const applyAcls = (options: AdminOptions, wanted: readonly Access[], principalOf: PrincipalOf, prune: boolean): Promise<AclDrift> =>
  withAdmin(options, async (admin) => {
    const drift = await findDrift(admin, wanted, principalOf);
    if (drift.missing.length > 0) await admin.createAcls({ creations: drift.missing });
    if (prune && drift.surplus.length > 0) await admin.deleteAcls({ filters: drift.surplus });
    return drift;
  });
