import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { run } from "./run"

/** What the triggers are told, in the order in which values are given. */
export const causeNames = ["cause", "cause_id", "actor", "correlation_id", "reason", "occurred_at", "kind"]

/** An expression that tells the triggers why stock moves: settings that end with the transaction. As many values are bound. */
export const causeSettings = causeNames.map((name) => `set_config('anyshelf.${name}', ?, true)`).join(", ")

/** Tells the triggers why stock moves, in the order of `causeNames`. Empty text reads as absent. */
export async function setCause(manager: SqlEntityManager, values: readonly string[]): Promise<void> {
  await run(manager, `select ${causeSettings}`, values)
}
