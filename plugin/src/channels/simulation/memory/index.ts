import type { ChannelMemory } from "../../shop"
import { connectionMemory } from "./connections"
import { dutyMemory } from "./duty"
import { followMemory } from "./follow"
import { inboxMemory } from "./inbox"
import { listingMemory } from "./listings"
import { poisonMemory } from "./poison"
import { publicationMemory } from "./publications"
import { readingMemory } from "./readings"
import { recordMemory } from "./records"
import { sampleMemory } from "./samples"
import { sharerMemory } from "./sharers"
import type { Tables } from "./tables"
import { taskMemory } from "./tasks"

export { createTables, type Tables } from "./tables"

/** What is modelled here. The engine's core calls nothing else; a test holds that. */
export const modelled = (tables: Tables): Partial<Record<keyof ChannelMemory, unknown>> => ({
  ...connectionMemory(tables),
  ...inboxMemory(tables),
  ...listingMemory(tables),
  ...publicationMemory(tables),
  ...recordMemory(tables),
  ...taskMemory(tables),
  ...sharerMemory(tables),
  ...sampleMemory(tables),
  ...dutyMemory(tables),
  ...readingMemory(tables),
  ...poisonMemory(tables, taskMemory(tables).closeTasks),
  records: followMemory(tables),
})

/**
 * The channels' memory without a database: the same answers as the SQL module, which a test compares over many random courses.
 * Each call is one transaction, as there.
 */
export function channelMemory(tables: Tables): ChannelMemory {
  // What only routes and pages call is not modelled; whoever calls it here all the same is told.
  return new Proxy(modelled(tables) as unknown as ChannelMemory, {
    get: (target, name) => {
      if (name in target || typeof name === "symbol" || name === "then") return Reflect.get(target, name) as unknown
      throw new Error(
        `The simulator's memory has no \`${String(name)}\`: model it in plugin/src/channels/simulation/memory.`
      )
    },
  })
}
