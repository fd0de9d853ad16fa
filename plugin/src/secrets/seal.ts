import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import type { SecretsKey } from "./keys"

const cipher = "aes-256-gcm"
/** NIST SP 800-38D §8.2: 96 bits; random ones are safe for 2^32 secrets under one key. */
const nonceBytes = 12
const tagBytes = 16
const version = "v1"

/** What a secret belongs to. It is sealed in: a ciphertext that was moved to another owner or field does not open. */
export interface SecretPlace {
  readonly connectionId: string
  readonly field: string
}

/** A sealed secret cannot be opened here. Its message says what to do, and nothing of the secret. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen"
}

/** Seals a secret for its place: `v1.<key id>.<nonce, ciphertext and tag as base64url>`. */
export function seal({ id, key }: SecretsKey, place: SecretPlace, secret: string): string {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes }).setAAD(bind(place))
  const body = Buffer.concat([nonce, sealing.update(secret, "utf8"), sealing.final(), sealing.getAuthTag()])
  return [version, id, body.toString("base64url")].join(".")
}

/** Opens what `seal` made for the same place. Throws `CannotOpen`. */
export function open(keys: readonly SecretsKey[], place: SecretPlace, sealed: string): string {
  const [made, keyId, text, ...rest] = sealed.split(".")
  const body = Buffer.from(text ?? "", "base64url")
  if (made !== version || rest.length > 0 || body.byteLength < nonceBytes + tagBytes) throw damaged(place)
  const found = keys.find(({ id }) => id === keyId)
  if (!found)
    throw new CannotOpen(
      `The secret \`${place.field}\` was sealed with a key that is not in ANYSHELF_SECRETS_KEY: add the old key behind the new one, separated by a comma, or enter the secret again.`
    )
  const opening = createDecipheriv(cipher, found.key, body.subarray(0, nonceBytes), { authTagLength: tagBytes })
  opening.setAAD(bind(place)).setAuthTag(body.subarray(-tagBytes))
  try {
    return Buffer.concat([opening.update(body.subarray(nonceBytes, -tagBytes)), opening.final()]).toString("utf8")
  } catch {
    throw damaged(place)
  }
}

/** Whether a secret is sealed with this very key. */
export const isSealedWith = ({ id }: SecretsKey, sealed: string): boolean => sealed.startsWith(`${version}.${id}.`)

/** Unambiguous whatever the parts hold. */
const bind = ({ connectionId, field }: SecretPlace) => Buffer.from(JSON.stringify(["anyshelf", connectionId, field]))

const damaged = ({ field }: SecretPlace) =>
  new CannotOpen(`The stored secret \`${field}\` is damaged or belongs to another connection: enter it again.`)
