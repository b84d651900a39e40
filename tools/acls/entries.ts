import { AclOperations, AclPermissionTypes, ResourcePatternTypes, ResourceTypes, type Acl } from '@platformatic/kafka';
import type { Access, Operation } from './access.ts';
import type { PrincipalOf } from './principals.ts';

const resources = { topic: ResourceTypes.TOPIC, group: ResourceTypes.GROUP } as const;
const patterns = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED } as const;
const operations = {
  read: AclOperations.READ,
  write: AclOperations.WRITE,
  describe: AclOperations.DESCRIBE,
  create: AclOperations.CREATE,
  describe_configs: AclOperations.DESCRIBE_CONFIGS,
  alter_configs: AclOperations.ALTER_CONFIGS,
} as const satisfies Record<Operation, number>;

const nameIn = (names: object, value: number): string => Object.entries(names).find(([, one]) => one === value)?.[0].toLowerCase() ?? String(value);

/** The entries of the broker's list that grant an access, one per operation. */
export const toEntries = (access: Access, principalOf: PrincipalOf): Acl[] =>
  access.operations.map((operation) => ({
    resourceType: resources[access.resource],
    resourceName: access.name,
    resourcePatternType: patterns[access.pattern],
    principal: principalOf(access.who),
    host: '*',
    operation: operations[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));

/** An entry as text; equal entries have equal texts. */
export const describeEntry = ({ principal, host, operation, permissionType, resourceType, resourceName, resourcePatternType }: Acl): string =>
  [
    principal,
    nameIn(AclPermissionTypes, permissionType),
    nameIn(AclOperations, operation),
    nameIn(ResourceTypes, resourceType),
    `${resourceName}${resourcePatternType === ResourcePatternTypes.PREFIXED ? '*' : ''}`,
    ...(host === '*' ? [] : [`from ${host}`]),
  ].join(' ');
