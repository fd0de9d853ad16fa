import jwt from "jsonwebtoken"
import { anonymous, IdentityRefused, signIdentity, verifyIdentity, type Identity } from "./identity"

const SECRET = "a-secret-of-at-least-thirty-two-characters"
const NOW = Date.parse("2026-11-23T10:00:00Z")
const STAFF: Identity = { kind: "staff", actorId: "user_1", scopes: ["staff"], publishableKey: "pk_1" }

test.each([
  ["staff", STAFF],
  ["nobody", anonymous("pk_2")],
  ["nobody without a key", anonymous()],
])("what was signed is what is read: %s", (_name, identity) => {
  expect(verifyIdentity(signIdentity(identity, SECRET, NOW), SECRET, NOW + 30_000)).toEqual(identity)
})

const claims = { kind: "staff", scopes: ["staff"], iat: NOW / 1000 }
const options = { issuer: "anyshelf-gateway", audience: "anyshelf-subgraph", expiresIn: 60 } as const
const unsigned = [
  { alg: "none", typ: "JWT" },
  { ...claims, iss: options.issuer, aud: options.audience, exp: NOW / 1000 + 60 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".")

test.each([
  ["absent", undefined],
  ["empty", ""],
  ["not a token", "hello"],
  ["signed by another secret", signIdentity(STAFF, SECRET.toUpperCase(), NOW)],
  ["altered", signIdentity(STAFF, SECRET, NOW).replace(/.$/, (last) => (last === "A" ? "Q" : "A"))],
  ["too old", signIdentity(STAFF, SECRET, NOW - 120_000)],
  ["long-lived", jwt.sign({ ...claims, iat: NOW / 1000 - 3_600 }, SECRET, { ...options, expiresIn: "1d" })],
  ["from another issuer", jwt.sign(claims, SECRET, { ...options, issuer: "somebody" })],
  ["for another audience", jwt.sign(claims, SECRET, { ...options, audience: "somebody" })],
  ["by another algorithm", jwt.sign(claims, SECRET, { ...options, algorithm: "HS512" })],
  ["unsigned", `${unsigned}.`],
  ["of an unknown kind", jwt.sign({ ...claims, kind: "root" }, SECRET, options)],
  ["without scopes", jwt.sign({ ...claims, scopes: "staff" }, SECRET, options)],
])("an identity that is %s is refused", (_name, token) => {
  expect(() => verifyIdentity(token, SECRET, NOW)).toThrow(IdentityRefused)
})

test("a short secret is refused with advice, on both sides", () => {
  expect(() => signIdentity(STAFF, "short")).toThrow("openssl rand")
  expect(() => verifyIdentity("x", "short")).toThrow("openssl rand")
})
