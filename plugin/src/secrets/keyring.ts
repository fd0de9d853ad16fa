import { readSecretsKeys, type SecretsKey } from "./keys"
import { isSealedWith, open, seal, type SecretPlace } from "./seal"

/** What to do where secrets cannot be kept. */
export const noKeyRemedy =
  "Secrets cannot be kept: set ANYSHELF_SECRETS_KEY to 32 random bytes, for example from `openssl rand -base64 32`, in each process, and restart. Connections in the app's own code work without it."

/** Seals and opens secrets with the keys of the environment. */
export interface Keyring {
  /** False without a key: then `seal` and `open` throw, saying what to set. */
  readonly canSeal: boolean
  seal(place: SecretPlace, secret: string): string
  /** Throws `CannotOpen` for what was sealed elsewhere, moved or damaged. */
  open(place: SecretPlace, sealed: string): string
  /** Whether a secret is sealed with the first key already. */
  isCurrent(sealed: string): boolean
}

/** Secrets cannot be kept or read, since no key is set. */
export class NoSecretsKey extends Error {
  override readonly name = "NoSecretsKey"

  constructor() {
    super(noKeyRemedy)
  }
}

/**
 * A keyring out of the text of `ANYSHELF_SECRETS_KEY`. Throws a sentence for keys that are none; the plugin's options have refused
 * those before.
 */
export function keyringOf(text: string | undefined): Keyring {
  const keys = text ? readSecretsKeys(text) : []
  if (typeof keys === "string") throw new Error(`ANYSHELF_SECRETS_KEY ${keys}`)
  const [first] = keys
  if (!first) return { canSeal: false, seal: refuse, open: refuse, isCurrent: () => false }
  return withKeys(first, keys)
}

const withKeys = (first: SecretsKey, keys: readonly SecretsKey[]): Keyring => ({
  canSeal: true,
  seal: (place, secret) => seal(first, place, secret),
  open: (place, sealed) => open(keys, place, sealed),
  isCurrent: (sealed) => isSealedWith(first, sealed),
})

function refuse(): never {
  throw new NoSecretsKey()
}
