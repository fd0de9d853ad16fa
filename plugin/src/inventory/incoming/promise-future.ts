import { generateEntityId } from "@medusajs/framework/utils"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { firstPromise, futureSteps, type DatedPlace } from "../../domain/availability"
import { claimOrThrow } from "../claim"
import type {
  PromiseDate,
  PromiseDateQuery,
  PromiseFutureOutcome,
  PromiseFutureRequest,
  SupplyRefused,
} from "../contract"
import type { CoreInventory, InventoryContext } from "../core"
import { exact } from "../demand"
import { printOf, refuseKey } from "../engine/read-request"
import { lockLevels } from "../queries/claim"
import {
  answerKey,
  lockFuture,
  lockLineReservations,
  readClock,
  readFree,
  readOpenSupply,
  readPromised,
  takeKey,
  writePromised,
} from "../queries/incoming"
import { insertReservations } from "../queries/reservations"
import { announce, transactionOf } from "../transaction"
import { asPromised, dated } from "./read-supply"
import { refused, refusedDate } from "./refuse"

/** The first date at which one of the places can promise the whole quantity; null when none ever can. */
export async function promiseDate(
  manager: SqlEntityManager,
  query: PromiseDateQuery
): Promise<PromiseDate | SupplyRefused | null> {
  const wrong = refusedDate(query)
  if (wrong) return wrong
  const found = await findPlace(manager, query)
  return found && { locationId: found.locationId, expectedAt: found.at }
}

/**
 * Promises a quantity of what is there and what is to come, all of it at one place, or nothing. The future of the places and
 * their levels are locked while it is judged and written, so two promises never count on the same unit.
 */
export async function promiseFuture(
  service: CoreInventory,
  request: PromiseFutureRequest,
  context: InventoryContext
): Promise<PromiseFutureOutcome> {
  const [badKey] = refuseKey(request.idempotencyKey)
  const wrong = refusedDate(request) ?? (badKey ? refused("invalid_request", badKey.message) : null)
  if (wrong) return wrong
  const manager = transactionOf(context)
  const { idempotencyKey: key } = request
  if (key === undefined) return decide(service, request, context)
  const before = await takeKey<PromiseFutureOutcome>(manager, key, printOf("promise-future", request))
  if (before && "reused" in before) {
    return refused("key_reused", "This idempotency key was used for another request. Use a key of its own for each.")
  }
  if (before) return remembered(before)
  const outcome = await decide(service, request, context)
  await answerKey(manager, key, outcome)
  return outcome
}

/** JSON has no dates. */
const remembered = (outcome: PromiseFutureOutcome): PromiseFutureOutcome =>
  outcome.ok
    ? { ...outcome, already: true, expectedAt: outcome.expectedAt && new Date(outcome.expectedAt) }
    : { ...outcome, already: true }

async function decide(
  service: CoreInventory,
  request: PromiseFutureRequest,
  context: InventoryContext
): Promise<PromiseFutureOutcome> {
  const manager = transactionOf(context)
  const { inventoryItemId: item, lineItemId } = request
  const pairs = request.locationIds.map((location) => ({ item, location }))
  await lockFuture(manager, { pairs, lineItemIds: [lineItemId] })
  const standing = await lockLineReservations(manager, item, [lineItemId])
  const promised = (await readPromised(manager, [item], null)).some((row) => row.line_item_id === lineItemId)
  if (standing.length > 0 || promised) {
    return refused("already_promised", `Order line "${lineItemId}" has this item promised. Release it first.`)
  }
  await lockLevels(manager, pairs)
  const found = await findPlace(manager, request)
  if (!found) return refused("not_enough", "So much is neither there nor expected. Ask for less, or expect more first.")
  if (found.at && request.notAfter && found.at > request.notAfter) {
    return refused("not_enough", `So much can only be promised for ${found.at.toISOString()}, which is too late.`)
  }
  return write(service, request, found, context)
}

/** Where and when, by what is read now. Exact under the locks of `decide`, a hint without them. */
async function findPlace(manager: SqlEntityManager, query: PromiseDateQuery): Promise<DatedPlace | null> {
  const { inventoryItemId: item, locationIds } = query
  const now = await readClock(manager)
  const expected = await readOpenSupply(manager, [item], locationIds)
  const promised = await readPromised(manager, [item], locationIds)
  const free = new Map((await readFree(manager, item, locationIds)).map((row) => [row.location, Number(row.available)]))
  const places = [...new Set(locationIds)].map((locationId) => ({
    locationId,
    available: free.get(locationId) ?? 0,
    steps: futureSteps({
      now,
      expected: expected.filter(({ location }) => location === locationId).map(dated),
      promised: promised.filter(({ location }) => location === locationId).map(asPromised),
    }),
  }))
  return firstPromise(places, Number(exact(query.quantity)))
}

async function write(
  service: CoreInventory,
  request: PromiseFutureRequest,
  found: DatedPlace,
  context: InventoryContext
): Promise<PromiseFutureOutcome> {
  const manager = transactionOf(context)
  const row = {
    item: request.inventoryItemId,
    location: found.locationId,
    line_item_id: request.lineItemId,
    description: request.description ?? null,
    created_by: request.createdBy ?? null,
  }
  const reservation = found.present > 0 ? { id: generateEntityId(undefined, "resitem"), quantity: found.present } : null
  if (reservation) {
    const quantity = exact(reservation.quantity)
    const levels = await claimOrThrow(
      manager,
      [{ item: row.item, location: row.location, quantity, firm: quantity }],
      "promise"
    )
    await insertReservations(manager, [
      { ...row, id: reservation.id, quantity, external_id: null, allow_backorder: false },
    ])
    announce(service, "created", "reservation_item", [reservation], context)
    announce(service, "updated", "inventory_level", levels, context)
  }
  const promise = found.future > 0 ? { id: generateEntityId(undefined, "afut"), quantity: found.future } : null
  if (promise) {
    await writePromised(manager, { ...row, id: promise.id, quantity: exact(promise.quantity), promised_for: found.at! })
  }
  return { ok: true, already: false, locationId: found.locationId, expectedAt: found.at, reservation, promise }
}
