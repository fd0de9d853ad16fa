import { createHash } from "node:crypto"

/** AES-256. */
const keyBytes = 32
/** More keys than anybody rotates through at once. */
const keysMax = 10

/** One key of the keyring. */
export interface SecretsKey {
  /** Names the key beside what it has sealed, without telling anything of it. */
  readonly id: string
  readonly key: Buffer
}

/**
 * Reads the keys that seal secrets at rest: each 32 random bytes as base64 or hex, several separated by commas. The first one
 * seals; all of them open, so that a new key can be put in front while the old one is still needed.
 *
 * @returns the keys, or a sentence that says what is wrong; it repeats nothing of what was given
 */
export function readSecretsKeys(text: string): readonly SecretsKey[] | string {
  const parts = text.split(",").map((part) => part.trim())
  if (parts.length > keysMax) return `holds ${parts.length} keys: keep ${keysMax} at most.`
  const keys = parts.map(decode)
  const wrong = keys.findIndex((key) => key === null)
  if (wrong >= 0)
    return `holds a key (number ${wrong + 1} of ${parts.length}) that is not ${keyBytes} bytes in base64 or hex: make one with \`openssl rand -base64 32\`.`
  return (keys as Buffer[]).map((key) => ({ id: nameOf(key), key }))
}

function decode(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex")
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return null
  const key = Buffer.from(text, "base64")
  return key.byteLength === keyBytes ? key : null
}

const nameOf = (key: Buffer) =>
  createHash("sha256").update("anyshelf secrets key").update(key).digest("hex").slice(0, 12)
