import { randomBytes } from "node:crypto"
import { keyringOf, NoSecretsKey } from "./keyring"
import { readSecretsKeys } from "./keys"
import { CannotOpen } from "./seal"

const newKey = () => randomBytes(32).toString("base64")
const place = { connectionId: "shop", field: "accessToken" }

describe("a sealed secret", () => {
  it.each(["", "shpat_123", "ключ 🔑 ".repeat(500)])("opens at its place, and only there", (secret) => {
    const ring = keyringOf(newKey())
    const sealed = ring.seal(place, secret)
    expect(ring.open(place, sealed)).toBe(secret)
    for (const other of [
      { ...place, connectionId: "other" },
      { ...place, field: "webhookSecret" },
      { connectionId: "shopaccess", field: "Token" },
    ])
      expect(() => ring.open(other, sealed)).toThrow(CannotOpen)
  })

  it("says nothing of itself, and is another each time", () => {
    const ring = keyringOf(newKey())
    const [one, two] = [ring.seal(place, "shpat_123"), ring.seal(place, "shpat_123")]
    expect(one).not.toBe(two)
    expect(one).not.toContain("shpat")
  })

  it("does not open when one bit of it has changed, wherever it is", () => {
    const ring = keyringOf(newKey())
    const [version, id, text] = ring.seal(place, "shpat_123").split(".") as [string, string, string]
    const body = Buffer.from(text, "base64url")
    for (let at = 0; at < body.byteLength; at += 1) {
      const bent = Buffer.from(body)
      bent[at]! ^= 1
      expect(() => ring.open(place, [version, id, bent.toString("base64url")].join("."))).toThrow(CannotOpen)
    }
    for (const wrong of [
      "",
      "v1",
      `v2.${id}.${text}`,
      `v1.${id}.`,
      `v1.${id}.${text}.x`,
      `v1.${id}.${text.slice(0, 20)}`,
    ])
      expect(() => ring.open(place, wrong)).toThrow(CannotOpen)
  })
})

describe("keys", () => {
  it("are rotated: the new one seals, both open, and without the old one it is told what to do", () => {
    const [older, newer] = [newKey(), newKey()]
    const sealed = keyringOf(older).seal(place, "secret")
    const both = keyringOf(`${newer}, ${older}`)
    expect(both.open(place, sealed)).toBe("secret")
    expect(both.isCurrent(sealed)).toBe(false)
    expect(both.isCurrent(both.seal(place, "secret"))).toBe(true)
    expect(() => keyringOf(newer).open(place, sealed)).toThrow(/add the old key behind the new one/)
  })

  it("may be base64, base64url or hex, and the same key is the same in each", () => {
    const key = randomBytes(32)
    const spelt = [
      key.toString("base64"),
      key.toString("base64url"),
      key.toString("hex"),
      key.toString("hex").toUpperCase(),
    ]
    const ids = spelt.map((text) => (readSecretsKeys(text) as readonly { id: string }[])[0]!.id)
    expect(new Set(ids).size).toBe(1)
  })

  it.each([
    ["too short", randomBytes(16).toString("base64")],
    ["too long", randomBytes(33).toString("base64")],
    ["a password", "correct horse battery staple"],
    ["an empty one among others", `${newKey()},`],
    ["too many", Array.from({ length: 11 }, newKey).join(",")],
  ])("are refused when they are %s, with a sentence that repeats nothing of them", (_, text) => {
    const refusal = readSecretsKeys(text)
    expect(typeof refusal).toBe("string")
    for (const part of text.split(",").filter(Boolean)) expect(refusal).not.toContain(part)
  })

  it("are missed with a remedy", () => {
    const ring = keyringOf(undefined)
    expect(ring.canSeal).toBe(false)
    expect(() => ring.seal(place, "x")).toThrow(NoSecretsKey)
    expect(() => ring.open(place, "v1.a.b")).toThrow(/openssl rand -base64 32/)
  })
})
