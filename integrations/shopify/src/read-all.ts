import { RetryLater } from "@anyshelf/connector-kit"

/** A page of one of Shopify's lists. */
export interface Connection<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** A list longer than this within one thing is not read: the thing would take minutes, and something is wrong with it. */
const PAGES_MAX = 40

/**
 * A list within a thing, whole: what came with the thing, and the pages that did not fit.
 * @param more gives the page after a cursor; null when the thing is gone.
 */
export async function readAll<Node>(
  first: Connection<Node>,
  more: (after: string | null) => Promise<Connection<Node> | null | undefined>
): Promise<Node[]> {
  const nodes = [...first.nodes]
  let { hasNextPage, endCursor } = first.pageInfo
  for (let page = 0; hasNextPage && page < PAGES_MAX; page += 1) {
    const next = await more(endCursor)
    if (!next) throw new RetryLater("What was being read is gone from the shop; it is read again.", 0)
    nodes.push(...next.nodes)
    ;({ hasNextPage, endCursor } = next.pageInfo)
  }
  if (hasNextPage) throw new RetryLater(`A list in Shopify's answer has no end within ${PAGES_MAX} pages.`)
  return nodes
}
