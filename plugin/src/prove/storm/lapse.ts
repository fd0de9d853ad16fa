import { setTimeout as wait } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Finding } from "../judge/finding"
import { countHolds, readLastExpiry } from "../queries/holds"
import type { CallService, Shelves } from "./shelves"

/** How long after its time a hold may still count, by the plan; we look at once. */
const graceMs = 60_000
const itemsPerCall = 500

export interface Lapsed {
  readonly findings: readonly Finding[]
  /** Holds that nobody turned into anything. */
  readonly orphans: number
  /** How long after the last of them lapsed every unit was free again, in milliseconds. */
  readonly freedAfterMs: number
}

/**
 * Waits until the last hold has lapsed, and sees whether every unit of them is free: in the figures at once, since lapsed
 * holds are judged at read time, and for a buyer who takes all that is left. Then tidies, and nothing may remain.
 */
export async function lapse(call: CallService, knex: Knex, { hot, normal }: Shelves): Promise<Lapsed> {
  const orphans = await countHolds(knex)
  const remainingMs = await readLastExpiry(knex)
  await wait(Math.max(0, remainingMs) + 20)
  const since = Date.now()
  const held = await readHeld(
    call,
    [...hot, ...normal].map(({ id }) => id)
  )
  const freedAfterMs = Date.now() - since
  const text = `${held} units are still held ${freedAfterMs} ms after the last hold lapsed`
  const findings: Finding[] = held > 0 || freedAfterMs > graceMs ? [{ law: "orphan", by: Math.max(1, held), text }] : []
  findings.push(...(await sellOut(call, hot[0]!.id)))
  await tidy(call)
  const left = await countHolds(knex)
  if (left > 0) findings.push({ law: "orphan", by: left, text: `${left} lapsed holds are left after tidying` })
  return { findings, orphans, freedAfterMs }
}

interface Reading {
  readonly stock: readonly { locationId: string; onHand: number; reserved: number; held: number; unrouted: number }[]
}

async function readHeld(call: CallService, ids: readonly string[]): Promise<number> {
  let held = 0
  for (let at = 0; at < ids.length; at += itemsPerCall) {
    const query = { inventoryItemIds: ids.slice(at, at + itemsPerCall) }
    const { stock } = (await call("readStock", [query])) as Reading
    held += stock.reduce((sum, figures) => sum + figures.held, 0)
  }
  return held
}

/**
 * Takes all that is left of an item, place by place; that is granted, and then not one unit more anywhere. Only then: while a
 * place has room, a pool-scoped reservation may move there and leave its unit to who asks.
 */
async function sellOut(call: CallService, item: string): Promise<Finding[]> {
  const { stock } = (await call("readStock", [{ inventoryItemIds: [item] }])) as Reading
  const take = async (locationId: string, quantity: number) => {
    const lines = [{ inventoryItemId: item, locationIds: [locationId], quantity }]
    return ((await call("reserve", [{ lines }])) as { ok: boolean }).ok
  }
  const findings: Finding[] = []
  for (const { locationId, onHand, reserved, held, unrouted } of stock) {
    const free = onHand - reserved - held - unrouted
    const text = `${item} at ${locationId}: ${free} units are free, but cannot be had`
    if (free > 0 && !(await take(locationId, free))) findings.push({ law: "orphan", by: free, text })
  }
  for (const { locationId } of stock) {
    const text = `${item} at ${locationId}: a unit was granted though none was left`
    if (await take(locationId, 1)) findings.push({ law: "oversold", by: 1, text })
  }
  return findings
}

async function tidy(call: CallService): Promise<void> {
  for (let rounds = 0; rounds < 1_000; rounds += 1) {
    const { holds } = (await call("tidyClaims", [{ limit: 1_000 }])) as { holds: number }
    if (holds === 0) return
  }
}
