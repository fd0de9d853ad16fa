import type { ModuleEntry } from "../replace-module"

/** The provider of the Locking Module that `withAnyshelf` puts in place. */
export const lockingProvider = "@anyshelf/plugin/locking"

/** Medusa's own Locking Module, as a configuration may name it. */
export const coreLocking = ["@medusajs/medusa/locking", "@medusajs/locking"]
const redisProvider = ["@medusajs/medusa/locking-redis", "@medusajs/locking-redis"]

/** A provider as a configuration lists it. */
interface Provider {
  readonly resolve?: unknown
  readonly id?: string
  readonly is_default?: boolean
  readonly options?: Readonly<Record<string, unknown>>
}

/**
 * The Locking Module's entry with our provider as its default one. Where the app has chosen Medusa's Redis provider, ours locks
 * through it, with the app's options; other providers stay and can be asked for by name.
 *
 * Throws where something else already rules locking, since two cannot.
 *
 * @param redisUrl - used when the app has not configured Redis itself
 */
export function lockingEntry(entry: ModuleEntry | boolean | undefined, redisUrl: string | undefined): ModuleEntry {
  const given = typeof entry === "object" ? entry : {}
  if (entry === false || given.disable || !isCore(given.resolve)) throw new Error(refusal(given, entry))
  const options = (given.options ?? {}) as { readonly providers?: readonly Provider[] }
  const providers = (options.providers ?? []).filter(({ resolve }) => resolve !== lockingProvider)
  const redis = redisOf(rulerOf(providers)) ?? (redisUrl && { redisUrl })
  const ours: Provider = { resolve: lockingProvider, id: "anyshelf", is_default: true, options: redis ? { redis } : {} }
  const others = providers.map((each) => ({ ...each, is_default: false }))
  return { ...given, resolve: given.resolve ?? coreLocking[0], options: { ...options, providers: [...others, ours] } }
}

const isCore = (resolve: unknown) => resolve === undefined || coreLocking.includes(resolve as string)

/** Medusa's rule: the default one, or the only one; otherwise its own, in this process. */
function rulerOf(providers: readonly Provider[]): Provider | undefined {
  return providers.findLast(({ is_default }) => is_default) ?? (providers.length === 1 ? providers[0] : undefined)
}

function redisOf(ruler: Provider | undefined): Provider["options"] {
  if (ruler === undefined) return undefined
  if (redisProvider.includes(ruler.resolve as string)) return ruler.options ?? {}
  throw new Error(
    `${named(ruler.resolve, "provider")} already is the default of Medusa's Locking Module, and only one can be. Remove ` +
      "`is_default` there and list it beside another, to keep it by name; or remove it: Anyshelf locks through Medusa's Redis " +
      "provider where `REDIS_URL` is set, and within the process otherwise."
  )
}

const named = (resolve: unknown, kind: string) =>
  typeof resolve === "string" ? `The ${kind} "${resolve}"` : `A ${kind} given by value`

function refusal(given: ModuleEntry, entry: ModuleEntry | boolean | undefined): string {
  const isOff = entry === false || given.disable
  return (
    `${isOff ? "An entry that switches locking off" : named(given.resolve, "module")} already claims Medusa's Locking Module. ` +
    "Remove that entry from `modules` in medusa-config: carts are completed under its locks, and Anyshelf brings a provider for it."
  )
}
