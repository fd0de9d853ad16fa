import { asValue, createContainer } from "@medusajs/framework/awilix"
import type { ILockingProvider } from "@medusajs/framework/types"
import { DELEGATE } from "../../src/locking/delegate"
import { load } from "../../src/locking/load"
import { AnyshelfLocking } from "../../src/locking/provider"
import { hasRedis, startRedis, type RedisServer } from "./redis-server"

if (!hasRedis)
  console.warn("SKIPPED: locks in Redis. Install redis-server (apt-get install redis-server) to run these tests.")

/** A provider as one process of a shop has it. */
interface Opened {
  readonly ours: ILockingProvider
  readonly "Medusa's own": ILockingProvider
  close(): Promise<unknown>
}

const withRedis = hasRedis ? describe : describe.skip

withRedis("locks in Redis, shared by the processes of a shop", () => {
  let redis: RedisServer
  let one: Opened
  let other: Opened

  const open = async (): Promise<Opened> => {
    const container = createContainer()
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
    container.register("logger", asValue(logger))
    await load({ container, logger, options: { redis: { redisUrl: redis.url } } } as never)
    const cradle = container.cradle as { [DELEGATE]: ILockingProvider; redisClient: { quit(): Promise<unknown> } }
    return {
      ours: new AnyshelfLocking(cradle),
      "Medusa's own": cradle[DELEGATE],
      close: () => cradle.redisClient.quit(),
    }
  }

  beforeAll(async () => {
    redis = await startRedis()
    ;[one, other] = [await open(), await open()]
  })
  afterAll(async () => {
    await Promise.all([one?.close(), other?.close()])
    await redis?.stop()
  })

  let names = 0
  const fresh = () => (names += 1)
  const isFree = (key: string) =>
    other.ours.acquire(key, { expire: 1 }).then(
      () => true,
      () => false
    )

  it("let one at a time in, whichever process it is", async () => {
    const key = `cart-${fresh()}`
    let inside = 0
    let most = 0
    const job = async () => {
      most = Math.max(most, (inside += 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
      inside -= 1
    }
    await Promise.all([one, other, one, other].map(({ ours }) => ours.execute(key, job)))
    expect(most).toBe(1)
  })

  it("are taken in one order, so that crossed callers all have their turn", async () => {
    const [a, b] = [`a-${fresh()}`, `b-${fresh()}`]
    const calls = Array.from({ length: 12 }, (_, at) =>
      (at % 2 ? one : other).ours.execute(at % 3 ? [a, b] : [b, a], async () => at)
    )
    await expect(Promise.all(calls)).resolves.toHaveLength(12)
  })

  it.each([
    ["ours", true],
    ["Medusa's own", false],
  ] as const)("after half of a set was taken in vain: %s leaves the first key free: %s", async (which, expected) => {
    const [a, b] = [`a-${fresh()}`, `b-${fresh()}`]
    await other.ours.acquire(b, { expire: 60 })
    await expect(one[which].execute([a, b], async () => "in", { timeout: 1 })).rejects.toMatchObject({
      type: "conflict",
    })
    // Medusa's own loop is somewhere between two tries, for at most 100 ms.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await isFree(a)).toBe(expected)
  })

  it.each([
    ["ours", true],
    ["Medusa's own", false],
  ] as const)(
    "asked for without waiting, half of them taken: %s leaves the first key free: %s",
    async (which, expected) => {
      const [a, b] = [`a-${fresh()}`, `b-${fresh()}`]
      await other.ours.acquire(b, { expire: 60 })
      await expect(one[which].acquire([a, b], { expire: 60 })).rejects.toMatchObject({ type: "conflict" })
      expect(await isFree(a)).toBe(expected)
    }
  )

  it("end with their lease when the process that took them is gone", async () => {
    const key = `cart-${fresh()}`
    await one.ours.acquire(key, { expire: 1 })
    expect(await isFree(key)).toBe(false)
    await expect(other.ours.execute(key, async () => "in", { timeout: 5 })).resolves.toBe("in")
  })
})
