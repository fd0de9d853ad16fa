import { Lru } from "./lru"

test("it never holds more than it may, and forgets what was used longest ago", () => {
  const lru = new Lru<string, number>(2)
  lru.set("a", 1)
  lru.set("b", 2)
  lru.get("a")
  lru.set("c", 3)
  expect(["a", "b", "c"].map((key) => lru.get(key))).toEqual([1, undefined, 3])
  expect(lru.size).toBe(2)
  lru.delete("a")
  expect(lru.get("a")).toBeUndefined()
})
