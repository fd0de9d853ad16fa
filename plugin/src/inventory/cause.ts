import { AsyncLocalStorage } from "node:async_hooks"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { MovementCause } from "./contract"
import { setCause } from "./queries/cause"

const causes = new AsyncLocalStorage<MovementCause>()

/** Runs `work` so that every movement written inside carries this cause. The inner of two nested causes wins. */
export const runWithCause = <T>(cause: MovementCause, work: () => Promise<T>): Promise<T> => causes.run(cause, work)

/** The cause under which the caller runs, if it told one. */
export const currentCause = (): MovementCause | undefined => causes.getStore()

/** A cause as the values of the settings that the triggers read, in their order. Empty text reads as absent. */
export const causeParts = (cause: MovementCause): string[] => [
  cause.cause,
  cause.causeId ?? "",
  cause.actor ?? "",
  cause.correlationId ?? "",
  cause.reason ?? "",
  cause.occurredAt?.toISOString() ?? "",
]

/** What each open transaction was last told, so that it is told once, and told again when the cause changes. */
const told = new WeakMap<SqlEntityManager, MovementCause>()

/** Hands the current cause to the triggers, for the rest of this transaction or until it changes. */
export async function applyCause(manager: SqlEntityManager): Promise<void> {
  const cause = causes.getStore()
  if (told.get(manager) === cause) return
  await setCause(manager, causeParts(cause ?? { cause: "" }))
  if (cause) told.set(manager, cause)
  else told.delete(manager)
}
