import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { MovementCause } from "../contract"
import { run } from "./run"

/** Tells the triggers why stock moves: settings that end with the transaction. Empty text reads as absent. */
export async function setCause(manager: SqlEntityManager, cause: MovementCause): Promise<void> {
  const set = (name: string) => `set_config('anyshelf.${name}', ?, true)`
  const names = ["cause", "cause_id", "actor", "correlation_id", "reason", "occurred_at"]
  await run(manager, `select ${names.map(set).join(", ")}`, [
    cause.cause,
    cause.causeId ?? "",
    cause.actor ?? "",
    cause.correlationId ?? "",
    cause.reason ?? "",
    cause.occurredAt?.toISOString() ?? "",
  ])
}
