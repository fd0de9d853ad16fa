import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { run } from "./run"

const names = ["cause", "cause_id", "actor", "correlation_id", "reason", "occurred_at", "kind"]

/** An expression that tells the triggers why stock moves: settings that end with the transaction. As many values are bound. */
export const causeSettings = names.map((name) => `set_config('anyshelf.${name}', ?, true)`).join(", ")

/** Tells the triggers why stock moves, in the order of `names`. Empty text reads as absent. */
export async function setCause(manager: SqlEntityManager, values: readonly string[]): Promise<void> {
  await run(manager, `select ${causeSettings}`, values)
}
