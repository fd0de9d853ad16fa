import type { Made } from "../../commands"
import type { Host } from "../../connector"
import type { Tracking } from "../../records"
import type { WireOrder } from "../api/wire"
import { call } from "../client"
import type { ToyConfig } from "../config"
import type { ToyAction } from "../shop/act"
import type { ToyReturn } from "../shop/model"

/**
 * Whether an action was done already, by what the shop shows: the free text `reference` of what was made carries our key.
 * Null when it was not, or when there is no way to tell.
 */
export async function lookFirst(config: ToyConfig, host: Host, action: ToyAction): Promise<Made | null> {
  if (action.type === "list" || action.type === "unlist") return null
  if (action.type === "receive")
    return receipt(await read<ToyReturn>(config, host, "returns", action.returnRef), action.key)
  const order = await read<WireOrder>(config, host, "orders", action.orderRef)
  if (!order) return null
  if (action.type === "return") return openedReturn(config, host, action.key)
  return inOrder(order, action)
}

type InOrder = Exclude<ToyAction, { type: "list" | "unlist" | "receive" | "return" }>

function inOrder(order: WireOrder, action: InOrder): Made | null {
  switch (action.type) {
    case "fulfil":
    case "collected":
      return made(order.fulfilments, action.key)
    case "refund":
      return made(order.refunds, action.key)
    case "track": {
      const found = order.fulfilments.find(({ ref }) => ref === action.fulfilmentRef)
      return found && sameParcels(found.tracking, action.tracking) ? { ref: found.ref } : null
    }
    case "unfulfil":
      return order.fulfilments.some(({ ref, cancelled }) => ref === action.fulfilmentRef && cancelled)
        ? { ref: action.fulfilmentRef }
        : null
    case "prepared":
      return yes(order.prepared.some(({ reference }) => reference === action.key))
    case "cancel":
      return yes(order.cancelled)
    case "hold":
      return yes(order.holds.some(({ key }) => key === action.holdKey))
    case "release":
      return yes(!order.holds.some(({ key }) => key === action.holdKey))
    case "move":
      return yes(isMoved(order, action))
  }
}

const yes = (done: boolean): Made | null => (done ? {} : null)

const made = (things: readonly { ref: string; reference: string }[], key: string): Made | null => {
  const found = things.find(({ reference }) => reference === key)
  return found ? { ref: found.ref } : null
}

const sameParcels = (shown: readonly Tracking[], wanted: readonly Tracking[]) =>
  shown.length === wanted.length && shown.every(({ number }, at) => number === wanted[at]?.number)

function isMoved(order: WireOrder, { lines, toRef }: Extract<ToyAction, { type: "move" }>): boolean {
  const named = order.lines.filter(({ ref }) => lines.length === 0 || lines.some(({ lineRef }) => lineRef === ref))
  return named.length > 0 && named.every(({ locationRef }) => locationRef === toRef)
}

function receipt(found: ToyReturn | null, key: string): Made | null {
  return found?.receipts.includes(key) ? { ref: found.ref } : null
}

/** The most pages of returns that are looked through. */
const PAGES_MAX = 1_000

async function openedReturn(config: ToyConfig, host: Host, key: string): Promise<Made | null> {
  let after = "0"
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const found = await call<{ items: ToyReturn[]; next: string | null }>(config, host, `/returns?after=${after}`)
    const ours = made(found?.items ?? [], key)
    if (ours) return ours
    if (found?.next == null) return null
    after = found.next
  }
  return null
}

const read = <T>(config: ToyConfig, host: Host, list: string, ref: string): Promise<T | null> =>
  call<T>(config, host, `/${list}/${encodeURIComponent(ref)}`)
