import type { OrderLineRecord } from "@anyshelf/connector-kit"
import { carriedUnits, givenBackOf } from "../../domain/channels/carried-units"
import { lowerParts } from "../../domain/channels/lower-parts"
import type { Demand } from "../../domain/channels/plan-order-import"
import type { OurItem } from "./our-order"
import type { Claimed } from "./claim-stock"
import type { AdjustOrderInput, ImportFacts, ImportOrderInput, Part } from "./types"

/**
 * What an import is to reserve: all units of the lines that take goods from a shelf. A line of which nothing is wanted any more is
 * named too: a try that was cut off may have reserved it.
 */
export function importDemands({ order, linePlaces = {} }: ImportOrderInput, facts: ImportFacts): Demand[] {
  return facts.lines.flatMap(({ lineRef, components }) => {
    const quantity = order.lines.find(({ ref }) => ref === lineRef)?.quantity ?? 0
    const locationIds = linePlaces[lineRef]
    return components.length > 0 ? [{ lineRef, quantity, components, ...(locationIds && { locationIds }) }] : []
  })
}

/** The parts of a new order: as they are reserved, and whole where nothing is. */
export function importParts({ lines }: ImportOrderInput["order"], shares: Claimed["shares"]): Part[] {
  return lines.flatMap(({ ref: lineRef, quantity }): Part[] => {
    const own = shares.filter((share) => share.lineRef === lineRef)
    return own.length > 0 ? own : [{ lineRef, part: 0, quantity, locationId: null }]
  })
}

/** One of the channel's lines and our lines that carry it. */
export interface LineOfOurs {
  readonly lineRef: string
  /** Null when the channel has it no more. */
  readonly line: OrderLineRecord | null
  /** By part, from 0; parts that were given up are left out. */
  readonly items: readonly (OurItem & { readonly part: number })[]
  /** Units that ours is to carry. */
  readonly wanted: number
}

/** All lines that the channel has, or had, with what ours is to carry of each. */
export function linesOfOurs(
  { order, applied }: AdjustOrderInput,
  items: readonly (OurItem & { readonly part: number })[]
): LineOfOurs[] {
  const refs = new Set([...order.lines.map(({ ref }) => ref), ...items.flatMap(({ lineRef }) => lineRef ?? [])])
  return [...refs].map((lineRef) => {
    const line = order.lines.find(({ ref }) => ref === lineRef) ?? null
    const own = items.filter((item) => item.lineRef === lineRef).sort((a, b) => a.part - b.part)
    const carried = sum(own.map(({ quantity }) => quantity))
    const wanted = carriedUnits({
      carried,
      followed: applied[lineRef] ?? carried,
      wanted: line?.quantity ?? 0,
      left: sum(own.map(({ left }) => left)),
      returned: sum(own.map(({ returned }) => returned)),
      givenBack: givenBackOf(order, lineRef),
    })
    return { lineRef, line, items: own, wanted }
  })
}

/**
 * What is to be reserved after an edit. A line of which nothing is known any more keeps what it has until nothing of it is wanted,
 * since a unit held too long is better than one sold twice.
 */
export function editDemands({ linePlaces = {} }: AdjustOrderInput, facts: ImportFacts, lines: readonly LineOfOurs[]) {
  return lines.flatMap(({ lineRef, items, wanted }): Demand[] => {
    const components = facts.lines.find((fact) => fact.lineRef === lineRef)?.components ?? []
    const quantity = wanted - sum(items.map(({ left }) => left))
    if (components.length === 0 && quantity > 0) return []
    const used = items.filter(({ left }) => left > 0).map(({ part }) => part + 1)
    const locationIds = linePlaces[lineRef]
    return [{ lineRef, quantity, components, firstPart: Math.max(0, ...used), ...(locationIds && { locationIds }) }]
  })
}

/** The parts that our order is to consist of: for goods what has left and what is reserved, for all else what is wanted. */
export function partsOf(lines: readonly LineOfOurs[], facts: ImportFacts, { shares }: Claimed): Part[] {
  return lines.flatMap((each) => {
    const isReserved = facts.lines.some(({ lineRef, components }) => lineRef === each.lineRef && components.length > 0)
    return isReserved ? reservedParts(each, shares) : unreservedParts(each)
  })
}

function reservedParts({ lineRef, items }: LineOfOurs, shares: Claimed["shares"]): Part[] {
  const own = shares.filter((share) => share.lineRef === lineRef)
  const numbers = [...new Set([...items.filter(({ left }) => left > 0), ...own].map(({ part }) => part))]
  return numbers
    .sort((a, b) => a - b)
    .map((part) => {
      const item = items.find((each) => each.part === part)
      const share = own.find((each) => each.part === part)
      const quantity = (item?.left ?? 0) + (share?.quantity ?? 0)
      return { lineRef, part, quantity, locationId: share?.locationId ?? item?.locationId ?? null }
    })
}

/** Lowered part by part, or raised in the first. */
function unreservedParts({ lineRef, items, wanted }: LineOfOurs): Part[] {
  const more = wanted - sum(items.map(({ quantity }) => quantity))
  if (items.length === 0) return wanted > 0 ? [{ lineRef, part: 0, quantity: wanted, locationId: null }] : []
  const lowered = lowerParts(
    items.map(({ quantity, left }) => ({ quantity, gone: left })),
    Math.min(wanted, wanted - more)
  )
  return items.map(({ part, quantity, locationId }, index) => ({
    lineRef,
    part,
    quantity: (lowered?.[index] ?? quantity) + (index === 0 && more > 0 ? more : 0),
    locationId,
  }))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
