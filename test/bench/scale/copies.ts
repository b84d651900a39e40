import type pg from 'pg';

interface Column {
  table: string;
  column: string;
  type: string;
  /** Whether a unique index contains it. */
  unique: boolean;
}

/** What the services keep about themselves rather than about people, tasks and events. */
const ofItself = ['schema_migrations', 'outbox', 'outbox_leases', 'outbox_relays', 'signing_keys', 'vapid_keys', 'audit_heads', 'alerts', 'alert_rounds', 'alert_notices'];
/** Columns whose text is one of our names, although a unique index contains it. */
const names = ['consumer', 'topic', 'channel', 'network'];

const columnsOf = async (database: pg.Client, schema: string): Promise<Column[]> =>
  (
    await database.query<Column>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
         a.attname <> all($3) and exists (
           select from pg_index i where i.indrelid = c.oid and i.indisunique and (
             a.attnum = any(i.indkey) or exists (select from pg_depend d where d.objid = i.indexrelid and d.refobjid = c.oid and d.refobjsubid = a.attnum))
         ) as unique
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> all($2)
         and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
       order by c.relname, a.attnum`,
      [schema, ofItself, names],
    )
  ).rows;

/**
 * The same id becomes the same other id everywhere, so that the rows of a copy belong
 * together as the originals do; with a version and a variant, or no token would be taken.
 */
const otherId = (id: string): string => `overlay(overlay(md5(${id}::text || n) placing '7' from 13) placing '8' from 17)::uuid`;
const isId = `~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;
const farApart = 1_000_000_000;

/** How a value of each type is changed for the n-th copy; values in a unique index must differ. */
const changes: Readonly<Record<string, (name: string, unique: boolean) => string>> = {
  uuid: otherId,
  'uuid[]': (name) => `array(select ${otherId('one')} from unnest(${name}) one)`,
  text: (name, unique) => `case when ${name} ${isId} then ${otherId(name)}::text else ${unique ? `n || '.' || ${name}` : name} end`,
  bytea: (name, unique) => (unique ? `sha256(${name} || n::text::bytea)` : name),
  bigint: (name, unique) => (unique ? `-(${name} + n * ${farApart}::bigint)` : name),
};

const valueOf = ({ column, type, unique }: Column): string => changes[type]?.(`"${column}"`, unique) ?? `"${column}"`;

/**
 * The rows of all services at one moment, and copies of them under other ids: as if as many
 * more people had done the same.
 */
export interface Copies {
  /** Adds the copies with these numbers, each of which may be made once. */
  add(from: number, to: number): Promise<void>;
}

/**
 * Takes the rows that are there now; the tables are found in the database's catalogue, so
 * that none has to be named.
 */
export const keepOriginals = async (database: pg.Client, schemas: readonly string[]): Promise<Copies> => {
  const tables: { table: string; original: string; columns: Column[] }[] = [];
  for (const schema of schemas) {
    for (const [table, columns] of Map.groupBy(await columnsOf(database, schema), (column) => column.table)) {
      const original = `original_${tables.length}`;
      await database.query(`create temporary table ${original} as select ${columns.map(({ column }) => `"${column}"`).join(', ')} from ${schema}.${table}`);
      tables.push({ table: `${schema}.${table}`, original, columns });
    }
  }
  return {
    add: async (from, to) => {
      // Without foreign keys and triggers: copies of complete rows are complete.
      await database.query('set session_replication_role = replica');
      for (const { table, original, columns } of tables) {
        const list = columns.map(({ column }) => `"${column}"`).join(', ');
        await database.query(`insert into ${table} (${list}) select ${columns.map(valueOf).join(', ')} from ${original}, generate_series(${from}, ${to}) n`);
        await database.query(`vacuum analyze ${table}`);
      }
      await database.query('set session_replication_role = origin');
    },
  };
};
