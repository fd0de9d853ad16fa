import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Ends every other session of this database, as a fail-over would. Returns how many. */
export async function endSessions(knex: Knex): Promise<number> {
  const { rows } = (await knex.raw(
    `select count(pg_terminate_backend(pid))::int as ended from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`
  )) as { rows: { ended: number }[] }
  return rows[0]!.ended
}

/** The process of a session that works for the storm, to be killed; undefined when none is connected. */
export async function readServingProcess(knex: Knex): Promise<number | undefined> {
  const { rows } = (await knex.raw(
    `select pid from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
     order by state = 'active' desc, random() limit 1`
  )) as { rows: { pid: number }[] }
  return rows[0]?.pid
}

/** How many sessions are at work for clients, this one aside: what a killed worker had sent may still be carried out. */
export async function countBusySessions(knex: Knex): Promise<number> {
  const { rows } = (await knex.raw(
    `select count(*)::int as busy from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle'`
  )) as { rows: { busy: number }[] }
  return rows[0]!.busy
}
