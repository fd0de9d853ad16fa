import { createHash } from "node:crypto"
import type { ListCommand, ListingCommand, Result, UnlistCommand } from "@anyshelf/connector-kit"
import { isRemote } from "@anyshelf/connector-kit/protocol"
import { backoffMs } from "../../domain/channels/backoff"
import { contentOf, planListing } from "../../domain/channels/list-product"
import type { DueProduct, ProductOutcome } from "../../modules/channels/products/queries"
import type { Channel } from "../channel"
import { inLane } from "../lane-context"
import { messageOf } from "../messages"
import { mapNewListings } from "./map-new-listings"
import type { ProductDesk } from "./product-desk"

/** Products at a time: each is one command, and images make it slow. */
const batchMax = 5
const attemptsMax = 10
const retry = { baseMs: 2_000, capMs: 10 * 60_000 }

/**
 * One round of bringing our products to a channel, and of taking them off: claims what may differ, says each as it is now, and writes
 * down what became of it. What the channel has taken already is not sent again.
 *
 * @returns true when more may be due
 */
export async function listProducts(channel: Channel): Promise<boolean> {
  const desk = channel.shop.products
  if (!desk || isRemote(channel.connection)) return false
  const { id: connectionId, owner, timing } = channel
  const due = await desk.memory.claim({ connectionId, owner, limit: batchMax, leaseMs: timing.leaseMs })
  for (const each of due) {
    const outcome = await carryOut(channel, desk, each).catch((error: unknown) =>
      later(channel, each, messageOf(error))
    )
    await desk.memory.settle(owner, outcome)
  }
  return due.length === batchMax
}

async function carryOut(channel: Channel, desk: ProductDesk, due: DueProduct): Promise<ProductOutcome> {
  const [product] = due.wanted === "listed" ? await desk.readProducts([due.productId], due.currencyCode) : []
  if (!product) return takeOff(channel, due)
  const variantIds = product.variants.map(({ variantId }) => variantId)
  const matched = await desk.memory.readListedVariants(channel.id, variantIds)
  const plan = planListing(product, due.status, { productRef: due.productRef, listings: due.listings ?? {}, matched })
  if (!plan.ok) return refused(due, plan.reason)
  const fingerprint = fingerprintOf(contentOf(plan.content))
  if (due.fingerprint === fingerprint && due.productRef !== null) return settled(due, "listed", { fingerprint })
  const command: ListCommand = { ...plan.content, key: `${due.id}:${due.version}:${fingerprint}` }
  const result = await push(channel, command)
  const outcome = judge(channel, due, result, "listed", fingerprint)
  if (outcome.state === "listed" && outcome.listings) await mapNewListings(channel, desk, outcome.listings)
  return outcome
}

/** What was never there is off already. */
async function takeOff(channel: Channel, due: DueProduct): Promise<ProductOutcome> {
  if (due.productRef === null) return settled(due, "unlisted", {})
  const command: UnlistCommand = { type: "unlist", productRef: due.productRef, key: `${due.id}:off:${due.version}` }
  return judge(channel, due, await push(channel, command), "unlisted", null)
}

async function push(channel: Channel, command: ListingCommand): Promise<Result> {
  const { commands } = channel.connection.connector.capabilities
  if (!commands.includes(command.type))
    return { key: command.key, status: "rejected", code: "unsupported-command", message: unsupported }
  const [result] = await inLane("reconcile", () => channel.session.push([command]))
  return result ?? { key: command.key, status: "unknown", message: "No result was given." }
}

const unsupported = "The connector cannot write listings to this channel: make the product there by hand."

function judge(
  channel: Channel,
  due: DueProduct,
  result: Result,
  state: "listed" | "unlisted",
  fingerprint: string | null
): ProductOutcome {
  if (result.status === "applied" || result.status === "already") {
    const { ref: productRef = due.productRef, listings = null } = result
    return settled(due, state, { productRef, listings, fingerprint })
  }
  if (result.status === "rejected") return refused(due, result.message)
  // What was taken, lost or not done is said again: the same product again is the same product there.
  const said = "message" in result && result.message ? result.message : `The channel answered: ${result.status}.`
  return later(channel, due, said, result.status === "retry" ? result.afterMs : undefined)
}

type Made = Partial<Pick<ProductOutcome, "productRef" | "listings" | "fingerprint">>

const settled = (due: DueProduct, state: ProductOutcome["state"], made: Made): ProductOutcome => ({
  id: due.id,
  settledVersion: due.version,
  state,
  reason: null,
  productRef: made.productRef ?? null,
  listings: made.listings ?? null,
  fingerprint: made.fingerprint ?? null,
  attempts: 0,
  afterMs: 0,
})

const refused = (due: DueProduct, reason: string): ProductOutcome => ({ ...settled(due, "refused", {}), reason })

/** Tried again after a while; given up after some tries, until somebody asks or the product changes. */
function later(channel: Channel, due: DueProduct, reason: string, afterMs = 0): ProductOutcome {
  const attempts = due.attempts + 1
  if (attempts >= attemptsMax) return refused(due, `Tried ${attempts} times, the last time: ${reason}`)
  const wait = Math.max(afterMs, backoffMs(attempts, retry, channel.clock.random()))
  const waiting = { settledVersion: null, attempts, afterMs: Math.round(wait), fingerprint: due.fingerprint }
  return { ...settled(due, "waiting", {}), ...waiting, reason }
}

const fingerprintOf = (content: string) => createHash("sha256").update(content).digest("hex").slice(0, 32)
