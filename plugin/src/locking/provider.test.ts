import { container } from "@medusajs/framework"
import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"
import type { ILockingProvider } from "@medusajs/framework/types"
import { DELEGATE } from "./delegate"
import { AnyshelfLocking } from "./provider"

const item = "iitem_01KAVH119RRCYS9MMNNYJWJ9KR"
const make = {
  ours: (): ILockingProvider => new AnyshelfLocking({ [DELEGATE]: new InMemoryLockingProvider() }),
  "Medusa's own": (): ILockingProvider => new InMemoryLockingProvider(),
}

/** A container whose inventory is ours, and knows the items with these ids. */
const withInventory = (ids: readonly string[] = [], isAnyshelfInventory = true) =>
  jest.spyOn(container, "resolve").mockReturnValue({
    isAnyshelfInventory,
    listInventoryItems: async ({ id }: { id: string[] }) =>
      id.filter((each) => ids.includes(each)).map((each) => ({ id: each })),
  })

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)
const lasting = (ms: number) => () => new Promise<string>((resolve) => setTimeout(() => resolve("done"), ms))
const isFree = (locking: ILockingProvider, key: string) =>
  locking.acquire(key, { expire: 1 }).then(
    () => true,
    () => false
  )

beforeEach(() => {
  jest.useFakeTimers()
  withInventory()
})
afterEach(() => {
  jest.useRealTimers()
  jest.restoreAllMocks()
})

describe("callers that name the same keys in another order", () => {
  const crossed = async (locking: ILockingProvider) => {
    const calls = [["a"], ["a", "b"], ["b", "a"]].map((keys) => locking.execute(keys, lasting(50)))
    const ended = Promise.allSettled(calls)
    await pass(6_000)
    return { ends: (await ended).map(({ status }) => status), isFree: await isFree(locking, "a") }
  }

  it("all have their turn", async () => {
    expect(await crossed(make.ours())).toEqual({ ends: Array(3).fill("fulfilled"), isFree: true })
  })

  it("block each other for ever in Medusa's own provider, which is why this one exists", async () => {
    expect(await crossed(make["Medusa's own"]())).toEqual({
      ends: ["fulfilled", "rejected", "rejected"],
      isFree: false,
    })
  })
})

describe("a caller that does not get all of its keys", () => {
  const halfTaken = async (locking: ILockingProvider) => {
    await locking.acquire("b", { expire: 600 })
    const refused = expect(locking.execute(["a", "b"], lasting(1))).rejects.toThrow(/Timed-out acquiring lock/)
    await pass(5_100)
    await refused
    return isFree(locking, "a")
  }

  it("waits no longer than its time in all, and leaves no key behind", async () => {
    expect(await halfTaken(make.ours())).toBe(true)
  })

  it("leaves its first key locked in Medusa's own provider", async () => {
    expect(await halfTaken(make["Medusa's own"]())).toBe(false)
  })

  it("is told which key is busy, as a conflict", async () => {
    const locking = make.ours()
    await locking.acquire("b", { expire: 600 })
    const refused = expect(locking.execute("b", lasting(1), { timeout: 2 })).rejects.toMatchObject({
      type: "conflict",
      message: expect.stringContaining('"b" is locked by another request'),
    })
    await pass(2_100)
    await refused
  })

  it("takes none when it asks without waiting", async () => {
    const locking = make.ours()
    await locking.acquire("b", { expire: 600 })
    await expect(locking.acquire(["a", "b"])).rejects.toThrow('"b"')
    expect(await isFree(locking, "a")).toBe(true)
  })

  it("keeps what it held before, when it fails to take more", async () => {
    const locking = make.ours()
    await locking.acquire("b", { expire: 600 })
    await locking.acquire("a", { ownerId: "me", expire: 600 })
    await expect(locking.acquire(["a", "b"], { ownerId: "me", expire: 600 })).rejects.toThrow('"b"')
    expect(await isFree(locking, "a")).toBe(false)
    await locking.release("a", { ownerId: "me" })
    expect(await isFree(locking, "a")).toBe(true)
  })
})

describe("nothing is locked for ever", () => {
  it("not by a caller that gives no time", async () => {
    const locking = make.ours()
    await locking.acquire("a")
    await pass(299_000)
    expect(await isFree(locking, "a")).toBe(false)
    await pass(2_000)
    expect(await isFree(locking, "a")).toBe(true)
  })

  it("not by a job that never ends; its signal tells it", async () => {
    const locking = make.ours()
    const job = jest.fn((_: AbortSignal | undefined) => new Promise<never>(() => {}))
    const ended = expect(locking.execute("a", job)).rejects.toMatchObject({ type: "conflict" })
    await pass(3_600_001)
    await ended
    expect(job.mock.calls[0]![0]!.aborted).toBe(true)
    expect(await isFree(locking, "a")).toBe(true)
  })

  it("not by a job that fails; its error passes as it is", async () => {
    const locking = make.ours()
    await expect(locking.execute(["a", "b"], () => Promise.reject(new Error("mine")))).rejects.toThrow(/^mine$/)
    expect([await isFree(locking, "a"), await isFree(locking, "b")]).toEqual([true, true])
  })
})

describe("waiters", () => {
  it("have their turn in the order in which they came", async () => {
    const locking = make.ours()
    const turns: number[] = []
    const all = [0, 1, 2, 3].map((at) => locking.execute("a", async () => void turns.push(at)))
    await pass(100)
    await Promise.all(all)
    expect(turns).toEqual([0, 1, 2, 3])
  })
})

describe("an inventory item", () => {
  const both = async (locking: ILockingProvider, key: string) => {
    let together = 0
    let most = 0
    const job = async () => {
      most = Math.max(most, (together += 1))
      await lasting(50)()
      together -= 1
    }
    const all = Promise.all([locking.execute([key], job), locking.execute([key], job)])
    await pass(200)
    await all
    return most
  }

  it.each([
    ["with an id by Medusa", item, 2],
    ["with an id by an importer", "own-1", 2],
    ["beside what is none", "a-job", 1],
  ])("is not waited for: %s", async (_, key, expected) => {
    withInventory(["own-1"])
    expect(await both(make.ours(), key)).toBe(expected)
  })

  it("can be acquired and released by any number of callers", async () => {
    const locking = make.ours()
    await locking.acquire([item])
    await locking.acquire([item])
    expect(await locking.release([item])).toBe(true)
  })

  it("is never left without a lock where our module is not the one in use", async () => {
    withInventory([], false)
    const job = jest.fn()
    await expect(make.ours().execute(item, job)).rejects.toThrow(/another Inventory Module is in use/)
    expect(job).not.toHaveBeenCalled()
  })
})

describe("release", () => {
  it("frees the keys of an owner, and says whether all were the owner's", async () => {
    const locking = make.ours()
    await locking.acquire(["a", "b"], { ownerId: "me" })
    expect(await locking.release(["a"], { ownerId: "you" })).toBe(false)
    expect(await locking.release(["a", "b"], { ownerId: "me" })).toBe(true)
    expect(await locking.release("a", { ownerId: "me" })).toBe(false)
  })

  it("frees everything of an owner at once", async () => {
    const locking = make.ours()
    await locking.acquire(["a", "b"], { ownerId: "me" })
    await locking.acquire("c", { ownerId: "you" })
    await locking.releaseAll({ ownerId: "me" })
    expect([await isFree(locking, "b"), await isFree(locking, "c")]).toEqual([true, false])
  })
})
