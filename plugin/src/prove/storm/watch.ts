import { setTimeout as wait } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { readExcess } from "../queries/tables"

/** What somebody saw who looked again and again while the storm raged. */
export interface Sightings {
  looks: number
  /** The most units sold beyond what there was, at any look. */
  worst: number
}

/** Looks at all levels twice a second, since what is oversold for a moment may have healed by the end. */
export async function watch(knex: Knex, sightings: Sightings, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      sightings.worst = Math.max(sightings.worst, await readExcess(knex))
      sightings.looks += 1
    } catch {
      // The database is being killed: the next look will do.
    }
    await wait(500)
  }
}
