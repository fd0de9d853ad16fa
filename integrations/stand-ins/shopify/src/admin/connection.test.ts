import fc from "fast-check"
import { connection, type PageArgs } from "./connection"

interface Item {
  readonly id: number
  readonly value: number
}

const page = (items: readonly Item[], args: PageArgs) => {
  const view = connection(
    items,
    args,
    (item) => ({ id: item.id }),
    (item) => item.value
  )
  const nodes = (view["nodes"] as () => { id: number }[])()
  return {
    ids: nodes.map(({ id }) => id),
    pageInfo: view["pageInfo"] as {
      hasNextPage: boolean
      hasPreviousPage: boolean
      startCursor: string
      endCursor: string
    },
  }
}

const items = fc.uniqueArray(fc.record({ id: fc.nat(1000), value: fc.nat(5) }), {
  selector: ({ id }) => id,
  maxLength: 30,
})

describe("a connection", () => {
  it("shows every item once, forwards and backwards, whatever the page's size", () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 10 }), fc.boolean(), (all, size, reverse) => {
        const forwards = walk(all, (cursor) => ({ first: size, after: cursor, reverse }), "endCursor", "hasNextPage")
        const backwards = walk(
          all,
          (cursor) => ({ last: size, before: cursor, reverse }),
          "startCursor",
          "hasPreviousPage"
        )
        expect(forwards.length).toBe(all.length)
        expect(new Set(forwards).size).toBe(all.length)
        expect([...backwards].sort()).toEqual([...forwards].sort())
      })
    )
  })

  function walk(
    all: readonly Item[],
    args: (cursor: string | null) => PageArgs,
    cursor: "endCursor" | "startCursor",
    more: "hasNextPage" | "hasPreviousPage"
  ) {
    const found: number[] = []
    let at: string | null = null
    for (let turn = 0; turn <= all.length; turn++) {
      const { ids, pageInfo } = page(all, args(at))
      found.push(...ids)
      if (!pageInfo[more]) return found
      at = pageInfo[cursor]
    }
    throw new Error("the pages do not end")
  }

  it("sorts by value and then by id", () => {
    const all = [
      { id: 3, value: 1 },
      { id: 1, value: 2 },
      { id: 2, value: 1 },
    ]
    expect(page(all, { first: 9 }).ids).toEqual([2, 3, 1])
    expect(page(all, { first: 9, reverse: true }).ids).toEqual([1, 3, 2])
  })

  it("[page-reach] ends at 25 000", () => {
    const all = Array.from({ length: 25_001 }, (_, id) => ({ id, value: 0 }))
    const cursorAt = (id: number) => Buffer.from(JSON.stringify({ last_id: id, last_value: 0 })).toString("base64")
    expect(page(all, { first: 250, after: cursorAt(24_749) }).ids).toHaveLength(250)
    expect(() => page(all, { first: 250, after: cursorAt(24_750) })).toThrow(/limited to 25000/)
  })

  it.each(["nonsense", "", Buffer.from("{}").toString("base64")].filter(Boolean))("refuses the cursor %p", (after) => {
    expect(() => page([], { first: 1, after })).toThrow("Invalid cursor for current pagination sort.")
  })
})
