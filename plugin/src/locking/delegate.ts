import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"
import redisProvider from "@medusajs/medusa/locking-redis"
import type { ILockingProvider, ProviderLoaderOptions } from "@medusajs/framework/types"

/** Under this name the loader leaves the provider that does the locking, for the service to find. */
export const DELEGATE = "anyshelfLockDelegate"

/** What `withAnyshelf` gives to the provider. */
export interface LockingOptions {
  /** The options of Medusa's Redis provider, `redisUrl` above all. Without them locks are kept in this process. */
  readonly redis?: { readonly redisUrl: string } & Readonly<Record<string, unknown>>
}

/** A provider's module as Medusa's packages export it. */
interface ProviderModule {
  readonly services: readonly (new (cradle: object, options: object) => ILockingProvider)[]
  readonly loaders: readonly ((given: ProviderLoaderOptions) => Promise<void>)[]
}

/** How soon a busy key in Redis is asked for again, at most, in milliseconds. Medusa's own second makes waiters slow and unfair. */
const retryAtMostMs = 100
/** No command to Redis is waited for longer, in milliseconds. */
const commandMs = 5_000

/** Medusa's own provider behind ours: Redis where it is configured, this process otherwise. */
export async function openDelegate(given: ProviderLoaderOptions, options: LockingOptions): Promise<ILockingProvider> {
  return options.redis ? openRedis(given, options.redis) : new InMemoryLockingProvider()
}

async function openRedis(given: ProviderLoaderOptions, redis: NonNullable<LockingOptions["redis"]>) {
  const { services, loaders } = redisProvider as unknown as ProviderModule
  const redisOptions = { commandTimeout: commandMs, connectTimeout: commandMs, ...(redis.redisOptions as object) }
  for (const load of loaders) await load({ ...given, options: { ...redis, redisOptions } } as ProviderLoaderOptions)
  const [Redis] = services
  if (!Redis) throw new Error("@medusajs/locking-redis exports no service: is its version that of @medusajs/medusa?")
  const { redisClient, prefix } = given.container.cradle as unknown as Record<string, unknown>
  return new Redis({ redisClient, prefix, logger: given.logger }, { maximumRetryInterval: retryAtMostMs, ...redis })
}
