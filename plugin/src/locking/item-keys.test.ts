import { ItemKeys } from "./item-keys"
import { inOrder, readKey } from "./keys"

const madeItem = "iitem_01KAVH119RRCYS9MMNNYJWJ9KR"
const madeCart = "cart_01KAVH119R63HQDYE2XMDB04BZ"

describe("the order of keys", () => {
  it.each([
    ["one", "a", ["a"]],
    ["none", [], []],
    ["several, crossed and repeated", ["b", "a", "b", "a"], ["a", "b"]],
  ])("is one for everybody: %s", (_, keys, expected) => expect(inOrder(keys)).toEqual(expected))

  it("leaves the caller's own list as it is", () => {
    const keys = ["b", "a"]
    inOrder(keys)
    expect(keys).toEqual(["b", "a"])
  })
})

describe("what a key says of itself", () => {
  it.each([
    [madeItem, "item"],
    [madeCart, "other"],
    ["SKU-17", "unknown"],
    ["iitem_imported", "unknown"],
    [`job:${madeItem}`, "unknown"],
    [`${madeItem} `, "unknown"],
  ])("%s: %s", (key, expected) => expect(readKey(key)).toBe(expected))
})

describe("keys that need a lock", () => {
  const setUp = (items: readonly string[] = []) => {
    const clock = { now: 0 }
    const asked = jest.fn(async (ids: readonly string[]) => ids.filter((id) => items.includes(id)))
    return { clock, asked, keys: new ItemKeys(asked, () => clock.now) }
  }

  it("are all but inventory items, whoever gave the items their ids", async () => {
    const { keys } = setUp(["own-1"])
    expect(await keys.withoutItems(["a-job", madeCart, madeItem, "own-1"])).toEqual(["a-job", madeCart])
  })

  it("cost no question where the id was made by Medusa", async () => {
    const { keys, asked } = setUp()
    await keys.withoutItems([madeCart, madeItem])
    expect(asked).not.toHaveBeenCalled()
  })

  it("are asked for once, and again after a minute where they were no items", async () => {
    const { keys, asked, clock } = setUp(["own-1"])
    for (clock.now = 0; clock.now < 60_000; clock.now += 10_000) await keys.withoutItems(["own-1", "a-job"])
    expect(asked.mock.calls).toEqual([[["own-1", "a-job"]]])
    await keys.withoutItems(["own-1", "a-job"])
    expect(asked.mock.calls[1]).toEqual([["a-job"]])
  })

  it("are locked when the inventory cannot be asked", async () => {
    const keys = new ItemKeys(
      () => Promise.reject(new Error("no connection")),
      () => 0
    )
    expect(await keys.withoutItems(["own-1"])).toEqual(["own-1"])
  })

  it("are remembered within bounds", async () => {
    const { keys, asked } = setUp()
    await keys.withoutItems(Array.from({ length: 10_001 }, (_, at) => `job-${at}`))
    await keys.withoutItems(["job-0", "job-10000"])
    expect(asked.mock.calls[1]).toEqual([["job-0"]])
  })
})
