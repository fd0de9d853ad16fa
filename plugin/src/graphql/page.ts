import { badInput } from "./errors"

/** The most that one page may hold. */
export const pageMax = 100

/** A page of a list in the words of the Relay connection specification. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[]
  readonly nodes: readonly Node[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** The size of a page. Throws BAD_USER_INPUT outside 1 to 100. */
export function pageSize(first: number): number {
  if (first >= 1 && first <= pageMax) return first
  throw badInput(`"first" is ${first}; it must be 1 to ${pageMax}. Read further pages with "after".`)
}

/** At most 100 keys in one question; null when none were given. */
export function boundedKeys(name: string, keys: readonly string[] | null | undefined): readonly string[] | null {
  if (!keys) return null
  if (keys.length <= pageMax) return keys
  throw badInput(`"${name}" holds ${keys.length} entries; at most ${pageMax} fit in one question. Ask in several.`)
}

/** A place in a list, so that only we can read it: callers must not build one. */
export function encodeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url")
}

/** The place that `encodeCursor` was given. Throws BAD_USER_INPUT for anything else. */
export function decodeCursor(cursor: string, length: number): string[] {
  const place = parse(Buffer.from(cursor, "base64url").toString("utf8"))
  if (Array.isArray(place) && place.length === length && place.every((part) => typeof part === "string")) return place
  throw notACursor()
}

/** The refusal of a cursor that this list did not give. */
export const notACursor = () =>
  badInput(`"after" is not a cursor of this list. Use an edge's "cursor" or "pageInfo.endCursor" as it was given.`)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * A connection from rows that were read with one more than asked for.
 * @param rows - at most `size + 1`
 * @param placeOf - what identifies a row's place in the list
 */
export function toConnection<Node>(
  rows: readonly Node[],
  size: number,
  isContinued: boolean,
  placeOf: (node: Node) => readonly string[]
): Connection<Node> {
  const nodes = rows.slice(0, size)
  const edges = nodes.map((node) => ({ node, cursor: encodeCursor(placeOf(node)) }))
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: isContinued,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
