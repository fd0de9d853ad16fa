import { inBatches } from "./in-batches"

/** Rows named by numbers, changed by so many at a time. */
function rows(count: number) {
  const names = Array.from({ length: count }, (_none, at) => String(at).padStart(6, "0"))
  const changed: string[] = []
  let statements = 0
  const step = async (after: string, limit: number) => {
    statements += 1
    const some = names.filter((name) => name > after).slice(0, limit)
    changed.push(...some)
    return { count: some.length, last: some.at(-1) ?? null }
  }
  return { step, changed, names, statements: () => statements }
}

test.each([0, 1, 999, 1_000, 1_001, 5_500])("of %d rows each is changed once", async (count) => {
  const { step, changed, names, statements } = rows(count)
  expect(await inBatches(step)).toBe(count)
  expect(changed).toEqual(names)
  expect(statements()).toBe(Math.floor(count / 1_000) + 1)
})

test("a statement that finds its own work again is a fault, and no endless loop", async () => {
  await expect(inBatches(async (_after, limit) => ({ count: limit, last: "same" }))).rejects.toThrow(
    "did not come to its end"
  )
})
