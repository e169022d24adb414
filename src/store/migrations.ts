/** The store's migrations, oldest first. A released one is never edited: a change is a new one. */
import { sql, type Kysely, type Migration } from 'kysely';

export type Dialect = 'libsql' | 'postgres';

/** The migrations for a dialect: only the triggers that keep the trail append-only differ. */
export function migrationsFor(dialect: Dialect): Record<string, Migration> {
  return { '001-first': { up: (db) => createFirst(db, dialect) }, '002-opinions': { up: createOpinions } };
}

async function createFirst(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createArtifacts(db);
  await createTrail(db);
  await db.schema.createTable('quarantine')
    .addColumn('id', dialect === 'postgres' ? 'serial' : 'integer', (column) => column.primaryKey())
    .addColumn('ecosystem', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('lifted_at', 'text')
    .execute();
  await db.schema.createIndex('quarantine_name').on('quarantine').columns(['ecosystem', 'name']).execute();
  for (const statement of dialect === 'postgres' ? POSTGRES_GUARDS : LIBSQL_GUARDS) await sql.raw(statement).execute(db);
}

/** Besides: files are asked for by when they were listed. */
async function createOpinions(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('opinion')
    .addColumn('ecosystem', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('tier', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('opinion_key', ['revision', 'ecosystem', 'name'])
    .execute();
  await db.schema.createIndex('artifact_listed').on('artifact').column('listed_at').execute();
}

async function createArtifacts(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('artifact')
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('ecosystem', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('integrity', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('published', 'text', (column) => column.notNull())
    .addColumn('runs_scripts', 'integer', (column) => column.notNull())
    .addColumn('listed_at', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('artifact_key', ['ecosystem', 'name', 'file', 'integrity', 'sha256'])
    .execute();
  await db.schema.createIndex('artifact_sha256').on('artifact').column('sha256').execute();
  await db.schema.createTable('verdict')
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('score', 'integer', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('verdict_key', ['sha256', 'revision'])
    .execute();
}

async function createTrail(db: Kysely<unknown>): Promise<void> {
  let table = db.schema.createTable('trail').addColumn('seq', 'integer', (column) => column.primaryKey());
  for (const column of TRAIL_TEXTS) table = table.addColumn(column, 'text', (built) => built.notNull());
  await table.execute();
  await db.schema.createIndex('trail_sha256').on('trail').column('sha256').execute();
  await db.schema.createIndex('trail_name').on('trail').columns(['ecosystem', 'name', 'version']).execute();
  await db.schema.createIndex('trail_run').on('trail').column('run').execute();
  await db.schema.createTable('trail_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into trail_head (id, seq, hash) values (1, 0, '')`.execute(db);
}

const TRAIL_TEXTS = [
  'at', 'action', 'ecosystem', 'name', 'version', 'file', 'sha256', 'outcome', 'reason', 'block_id', 'client', 'run', 'policy', 'prev', 'hash',
] as const;

const LIBSQL_GUARDS = [
  "create trigger trail_no_update before update on trail begin select raise(abort, 'the trail is append-only'); end",
  "create trigger trail_no_delete before delete on trail begin select raise(abort, 'the trail is append-only'); end",
];

const POSTGRES_GUARDS = [
  "create function assay_append_only() returns trigger language plpgsql as $$ begin raise exception 'the trail is append-only'; end $$",
  'create trigger trail_guard before update or delete or truncate on trail for each statement execute function assay_append_only()',
];
