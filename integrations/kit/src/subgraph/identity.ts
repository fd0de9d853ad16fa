import { createSecretKey, type KeyObject } from "node:crypto"
import jwt from "jsonwebtoken"

/** The header in which the gateway tells a subgraph who is asking. */
export const IDENTITY_HEADER = "x-anyshelf-identity"

/** How long a signed identity is good for: one request, with room for clocks that disagree. */
const LIFETIME_SECONDS = 60
const CLOCK_TOLERANCE_SECONDS = 5
const SECRET_LENGTH_MIN = 32
const ISSUER = "anyshelf-gateway"
const AUDIENCE = "anyshelf-subgraph"

/** Who is asking, as the gateway found out and the subgraph decides by. */
export interface Identity {
  readonly kind: "anonymous" | "customer" | "staff" | "connector"
  /** The customer's or user's id in Medusa, a connector's connection; null for nobody and for a secret API key. */
  readonly actorId: string | null
  /** Rights that the caller holds, for example `staff`. */
  readonly scopes: readonly string[]
  /** The publishable API key sent along: it names the sales channel. */
  readonly publishableKey: string | null
}

/** The request carries no identity that the gateway signed. Answer with 401. */
export class IdentityRefused extends Error {
  override readonly name = "IdentityRefused"
}

/** The caller that sent no credentials. */
export const anonymous = (publishableKey: string | null = null): Identity => ({
  kind: "anonymous",
  actorId: null,
  scopes: [],
  publishableKey,
})

/**
 * Signs an identity for `x-anyshelf-identity`; good for a minute.
 * @param secret `ANYSHELF_GATEWAY_SECRET`, at least 32 characters; throws otherwise.
 * @param now milliseconds since 1970.
 */
export function signIdentity(identity: Identity, secret: string, now: number = Date.now()): string {
  const { kind, actorId, scopes, publishableKey } = identity
  const payload = {
    kind,
    scopes,
    publishableKey,
    iat: Math.floor(now / 1000),
    ...(actorId === null ? {} : { sub: actorId }),
  }
  return jwt.sign(payload, keyOf(secret), {
    algorithm: "HS256",
    expiresIn: LIFETIME_SECONDS,
    issuer: ISSUER,
    audience: AUDIENCE,
  })
}

/**
 * Reads the identity that the gateway signed. Throws `IdentityRefused` when it is absent, foreign, altered or too old.
 * @param secret `ANYSHELF_GATEWAY_SECRET`, at least 32 characters; throws otherwise.
 * @param now milliseconds since 1970.
 */
export function verifyIdentity(token: string | undefined, secret: string, now: number = Date.now()): Identity {
  const key = keyOf(secret)
  if (!token)
    throw new IdentityRefused(`Send this request through the gateway: the header ${IDENTITY_HEADER} is missing.`)
  return readPayload(decode(token, key, now))
}

function decode(token: string, key: KeyObject, now: number): unknown {
  try {
    return jwt.verify(token, key, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: AUDIENCE,
      clockTimestamp: Math.floor(now / 1000),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      // A token that claims a long life is refused as well: only ours, which are short, are good.
      maxAge: LIFETIME_SECONDS,
    })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "unreadable"
    const advice = "Check that gateway and subgraph share ANYSHELF_GATEWAY_SECRET and that their clocks agree."
    throw new IdentityRefused(`The header ${IDENTITY_HEADER} is not valid (${reason}). ${advice}`, { cause })
  }
}

function readPayload(payload: unknown): Identity {
  const { kind, sub, scopes, publishableKey } = (payload ?? {}) as Record<string, unknown>
  const known = kind === "anonymous" || kind === "customer" || kind === "staff" || kind === "connector"
  if (!known || !isStrings(scopes)) {
    throw new IdentityRefused(
      `The header ${IDENTITY_HEADER} is signed but misses "kind" or "scopes": update the gateway.`
    )
  }
  return {
    kind,
    scopes,
    actorId: typeof sub === "string" ? sub : null,
    publishableKey: typeof publishableKey === "string" ? publishableKey : null,
  }
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string")

/** A process has one secret; a test may have a few. */
const KEYS_MAX = 8
const keys = new Map<string, KeyObject>()

/** Given a string, jsonwebtoken first tries to read it as a PEM, which costs thirty times the signature itself. */
function keyOf(secret: string): KeyObject {
  const known = keys.get(secret)
  if (known) return known
  if (keys.size >= KEYS_MAX) keys.clear()
  const key = createSecretKey(Buffer.from(checkSecret(secret)))
  keys.set(secret, key)
  return key
}

/** The secret itself when it is long enough; throws, with advice, otherwise. Ask at the start, not at the first request. */
export function checkSecret(secret: string): string {
  if (typeof secret === "string" && secret.length >= SECRET_LENGTH_MIN) return secret
  throw new Error(
    `ANYSHELF_GATEWAY_SECRET must have at least ${SECRET_LENGTH_MIN} characters. Make one: openssl rand -hex 32`
  )
}
