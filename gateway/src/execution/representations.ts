import type { JsonObject } from "./json"

/** The representations for one variable of a fetch, each once, in the order in which they were met. */
export class Representations {
  readonly items: JsonObject[] = []
  readonly #indices = new Map<string, number>()

  /** The place of this representation in the list; entities that are the same share one. */
  add(representation: JsonObject): number {
    const key = JSON.stringify(representation)
    const known = this.#indices.get(key)
    if (known !== undefined) return known
    const index = this.items.push(representation) - 1
    this.#indices.set(key, index)
    return index
  }
}

/** What one request of a fetch carries: of every list the items from `start` up to `end`. */
export interface RepresentationsPart {
  readonly start: number
  readonly end: number
  /** The variables by name; a list that is shorter than the others ends as an empty one, which asks for nothing. */
  readonly variables: Readonly<Record<string, JsonObject[]>>
}

/** Cuts lists into parts no longer than `size`. No part when all lists are empty: there is then nothing to ask. */
export function cutLists(lists: ReadonlyMap<string, Representations>, size: number): RepresentationsPart[] {
  const longest = Math.max(0, ...[...lists.values()].map(({ items }) => items.length))
  const parts: RepresentationsPart[] = []
  for (let start = 0; start < longest; start += size) {
    const end = start + size
    const variables = Object.fromEntries([...lists].map(([name, { items }]) => [name, items.slice(start, end)]))
    parts.push({ start, end, variables })
  }
  return parts
}
