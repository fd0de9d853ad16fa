import { idOfKey, isKeyOf, makeKey } from "./key"

test("a key is recognised by its hash, and by nothing else", () => {
  const [one, other] = [makeKey(), makeKey()]
  expect(isKeyOf(one.key, one.hash)).toBe(true)
  expect(isKeyOf(other.key, one.hash)).toBe(false)
  expect(one.hash).not.toContain(one.key.slice(22))
})

test("a key names itself, what is none does not", () => {
  const { id, key } = makeKey()
  expect(idOfKey(key)).toBe(id)
  for (const none of ["", "anyc_", `${key}x`, key.slice(0, -1), "sk_0123", `ANYC${key.slice(4)}`])
    expect(idOfKey(none)).toBeNull()
})
