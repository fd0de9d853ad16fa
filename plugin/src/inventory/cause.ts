import { AsyncLocalStorage } from "node:async_hooks"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type { MovementCause, MovementKind } from "./contract"
import { setCause } from "./queries/cause"

/** What somebody said outright. */
const told = new AsyncLocalStorage<MovementCause>()

/** What follows from where the caller runs: in which request, in which workflow. Read when stock moves, not before. */
const circumstances = new AsyncLocalStorage<() => MovementCause>()

/** Every kind there is; `satisfies` keeps the list complete. */
const kinds = {
  received: 1,
  allocated: 1,
  released: 1,
  shipped: 1,
  handed_over: 1,
  returned: 1,
  adjusted: 1,
  moved: 1,
} satisfies Record<MovementKind, 1>

/** The longest text of each field; a reason is a person's sentence, the others are names. */
const longest = { cause: 255, causeId: 255, actor: 255, correlationId: 255, reason: 1000, holder: 255 }

/**
 * Runs `work` so that every movement written inside carries this cause. The inner of two nested causes wins; what it leaves
 * out is filled in from the circumstances. Throws INVALID_DATA for a cause that the ledger cannot keep.
 */
export function runWithCause<T>(cause: MovementCause, work: () => Promise<T>): Promise<T> {
  checkCause(cause)
  return told.run(cause, work)
}

/** Runs `work` in circumstances that explain what nobody explains outright. They see those around them. */
export function runInCircumstances<T>(
  describe: (around: MovementCause | undefined) => MovementCause,
  work: () => T
): T {
  const around = circumstances.getStore()
  return circumstances.run(() => describe(around?.()), work)
}

/** The cause under which the caller runs, if it is known. */
export function currentCause(): MovementCause | undefined {
  const outright = told.getStore()
  const known = circumstances.getStore()?.()
  if (!outright || !known) return outright ?? known
  const { actor, correlationId, reason, holder } = known
  return {
    ...(actor !== undefined && { actor }),
    ...(correlationId !== undefined && { correlationId }),
    ...(reason !== undefined && { reason }),
    ...(holder !== undefined && { holder }),
    ...outright,
  }
}

/** What of a cause the ledger is told; whose holds are used up is not part of it. Undefined when no cause is known. */
export function ledgerCause(): Omit<MovementCause, "holder"> | undefined {
  const cause = currentCause()
  if (!cause) return undefined
  const { holder: _, ...told } = cause
  return told
}

/** A cause as the values of the settings that the triggers read, in their order. Empty text reads as absent. */
export const causeParts = (cause: MovementCause): string[] => [
  cause.cause,
  cause.causeId ?? "",
  cause.actor ?? "",
  cause.correlationId ?? "",
  cause.reason ?? "",
  cause.occurredAt?.toISOString() ?? "",
  cause.kind ?? "",
]

/** What each open transaction was last told, so that it is told once, and told again when the cause changes. */
const lastTold = new WeakMap<SqlEntityManager, string>()

/** Hands the current cause to the triggers, for the rest of this transaction or until it changes. */
export async function applyCause(manager: SqlEntityManager): Promise<void> {
  const parts = causeParts(currentCause() ?? { cause: "" })
  const print = parts.join("\u0000")
  if ((lastTold.get(manager) ?? "\u0000".repeat(parts.length - 1)) === print) return
  await setCause(manager, parts)
  lastTold.set(manager, print)
}

function checkCause(cause: MovementCause): void {
  for (const [name, length] of Object.entries(longest) as [keyof typeof longest, number][]) {
    const text = cause[name]
    if (text === undefined && name !== "cause") continue
    if (typeof text === "string" && text !== "" && text.length <= length && !text.includes("\u0000")) continue
    throw refused(`${name} must be text of 1 to ${length} characters.`)
  }
  if (cause.kind !== undefined && !Object.hasOwn(kinds, cause.kind))
    throw refused(`kind must be one of ${Object.keys(kinds).join(", ")}.`)
  if (cause.occurredAt !== undefined && Number.isNaN(cause.occurredAt.getTime()))
    throw refused("occurredAt must be an instant.")
}

const refused = (sentence: string) =>
  new MedusaError(MedusaError.Types.INVALID_DATA, `The cause of a stock movement is not right: ${sentence}`)
