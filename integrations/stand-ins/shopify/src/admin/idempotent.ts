import { createHash } from "node:crypto"
import { getDirectiveValues, type GraphQLResolveInfo } from "graphql"
import type { KeyRecord } from "../shop/records"
import type { RequestContext } from "./context"
import { VendorError } from "./errors"

/** Why a key does not let its mutation through. */
export type KeyRefusal =
  "IDEMPOTENCY_CONCURRENT_REQUEST" | "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" | "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"

export const keyRefusals: Record<KeyRefusal, string> = {
  IDEMPOTENCY_CONCURRENT_REQUEST: "This request is currently in progress, please try again.",
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH: "The same idempotency key cannot be used with different operation parameters.",
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED:
    "A previous request with this idempotency key failed. Retry with a new idempotency key.",
}

/** What an attempt came to: something to repeat, or a refusal that a repetition must not get past. */
export type Attempt<T> = { readonly done: T } | { readonly refused: unknown }

export type Keyed<T> = Attempt<T> | { readonly keyRefusal: KeyRefusal }

/** How long a key is known. Shopify states a window on a page that could be read in part only; a day is our assumption. */
const keptMs = 24 * 60 * 60 * 1000

/**
 * Runs a mutation at most once for each `@idempotent` key. https://shopify.dev/docs/api/usage/implementing-idempotency
 * The fault `mutationDelayMs` holds it while the key is taken, so that a second request can meet it there.
 */
export async function once<T>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  args: unknown,
  attempt: () => Attempt<T>
): Promise<Keyed<T>> {
  const key = keyOf(context, info)
  if (key === null) return counted(context, attempt())
  const fingerprint = createHash("sha256")
    .update(stable([info.fieldName, args]))
    .digest("hex")
  const known = recall(context, key)
  if (known && isHeld(context, known)) return repeat<T>(context, known, fingerprint)
  const record: KeyRecord = { key, fingerprint, status: "running", result: null, at: context.clock.now() }
  context.store.rememberKey(record)
  await context.faults.beforeMutation()
  // Until it is known to be done: an attempt that breaks must not hold its key for ever.
  record.status = "refused"
  const outcome = attempt()
  if ("done" in outcome) Object.assign(record, { status: "done", result: outcome.done })
  context.store.touch()
  return counted(context, outcome)
}

/** Whether what is known of a key stands in the way of another attempt. */
function isHeld({ store: { keeps } }: RequestContext, { status }: KeyRecord): boolean {
  const rules = { done: "key-replay", running: "key-concurrent", refused: "key-failed" } as const
  return keeps(rules[status])
}

function counted<T extends object>({ faults: { counters } }: RequestContext, outcome: T): T {
  if ("done" in outcome) counters.mutationsApplied++
  else counters.mutationsRefused++
  return outcome
}

function recall({ store, clock }: RequestContext, key: string): KeyRecord | undefined {
  const known = store.keys.get(key)
  return known && clock.now() - known.at < keptMs ? known : undefined
}

function repeat<T>(context: RequestContext, known: KeyRecord, fingerprint: string): Keyed<T> {
  const refused = (keyRefusal: KeyRefusal) => counted(context, { keyRefusal })
  const { keeps } = context.store
  if (known.fingerprint !== fingerprint && keeps("key-mismatch")) return refused("IDEMPOTENCY_KEY_PARAMETER_MISMATCH")
  if (known.status === "running") return refused("IDEMPOTENCY_CONCURRENT_REQUEST")
  if (known.status === "refused") return refused("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")
  context.faults.counters.keysReplayed++
  return { done: known.result as T }
}

/** Null for a mutation that takes no key and came without. */
function keyOf({ vendor, store }: RequestContext, info: GraphQLResolveInfo): string | null {
  const directive = vendor.schema.getDirective("idempotent")
  const node = info.fieldNodes[0]
  const given = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined
  if (given) return String(given["key"])
  if (!vendor.keyed.has(info.fieldName) || !store.keeps("key-required")) return null
  throw new VendorError("The @idempotent directive is required for this mutation but was not provided.", "BAD_REQUEST")
}

/** JSON with sorted keys: the order in which a client writes its fields is no difference. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner
  )
}
