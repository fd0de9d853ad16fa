import { container } from "@medusajs/framework"
import type { ILockingProvider } from "@medusajs/framework/types"
import { assertAnyshelfInventory } from "../inventory/assert-resolved"
import { Acquired } from "./acquired"
import { DELEGATE } from "./delegate"
import { executeInOrder } from "./execute"
import { ItemKeys } from "./item-keys"
import { inOrder, readKey } from "./keys"

/** How long an acquired key stays locked when its caller says nothing, in seconds. Nothing is locked for ever. */
const defaultLeaseSeconds = 300

interface AcquireOptions {
  readonly ownerId?: string | null
  /** Seconds. */
  readonly expire?: number
}

/**
 * Medusa's own locking provider, made safe to lean on. Keys are taken one by one in one order, so callers cannot wait for each
 * other; what was half taken is given back; every lock ends by itself. Keys of inventory items are not locked at all: our
 * Inventory Module decides in the database, where core would have its callers wait in line.
 */
export class AnyshelfLocking implements ILockingProvider {
  static readonly identifier = "anyshelf"
  private readonly delegate: ILockingProvider
  private readonly items: ItemKeys
  private readonly acquired = new Acquired(Date.now)
  private isOurs = false

  constructor(cradle: { [DELEGATE]: ILockingProvider }) {
    this.delegate = cradle[DELEGATE]
    this.items = new ItemKeys(askInventory, Date.now)
  }

  /**
   * Runs `job` while it holds the keys. Waits `timeout` seconds in all (5 unless given), then throws a conflict, before the job
   * has begun.
   */
  async execute<T>(
    keys: string | string[],
    job: (signal?: AbortSignal) => Promise<T>,
    options: { timeout?: number; expire?: number } = {}
  ): Promise<T> {
    return executeInOrder(this.delegate, await this.toLock(keys), job, options)
  }

  /** Takes all of the keys at once, without waiting, or none of them and throws. Held for `expire` seconds, 300 unless given. */
  async acquire(keys: string | string[], { ownerId, expire }: AcquireOptions = {}): Promise<void> {
    const lease = expire || defaultLeaseSeconds
    const taken: string[] = []
    try {
      for (const key of await this.toLock(keys)) {
        const isRenewal = this.acquired.has(key, ownerId)
        await this.delegate.acquire(key, owned(ownerId, { expire: lease }))
        if (!isRenewal) taken.push(key)
        this.acquired.add(key, ownerId, lease * 1000)
      }
    } catch (error) {
      await this.giveBack(taken, ownerId)
      throw error
    }
  }

  /** Frees the keys. False when one of them was not this owner's; the others are free all the same. */
  async release(keys: string | string[], { ownerId }: { ownerId?: string | null } = {}): Promise<boolean> {
    // Judged by looks alone: a key that was locked may have become an item's id since.
    const locked = inOrder(keys).filter((key) => readKey(key) !== "item")
    this.acquired.remove(locked, ownerId)
    return locked.length === 0 || this.delegate.release(locked, owned(ownerId))
  }

  async releaseAll(options?: { ownerId?: string | null }): Promise<void> {
    this.acquired.removeAll()
    await this.delegate.releaseAll(options)
  }

  private async toLock(keys: string | readonly string[]): Promise<string[]> {
    const all = inOrder(keys)
    const locked = await this.items.withoutItems(all)
    if (locked.length < all.length) this.assertOurs()
    return locked
  }

  /** Without our module the lock is all that core has: better no sale than two of one unit. */
  private assertOurs(): void {
    this.isOurs ||= assertAnyshelfInventory(container).isAnyshelfInventory
  }

  /** What cannot be given back now ends with its lease; the caller is told what went wrong first. */
  private async giveBack(taken: readonly string[], ownerId: string | null | undefined): Promise<void> {
    this.acquired.remove(taken, ownerId)
    if (taken.length > 0) await this.delegate.release([...taken], owned(ownerId)).catch(() => undefined)
  }
}

/** Medusa's providers tell an owner that is missing from one that is null. */
function owned<T extends object>(ownerId: string | null | undefined, rest = {} as T): T & { ownerId?: string | null } {
  return ownerId === undefined ? rest : { ...rest, ownerId }
}

/** The inventory is there once the application is; before that nobody locks an item. */
async function askInventory(ids: readonly string[]): Promise<string[]> {
  const inventory = assertAnyshelfInventory(container)
  const found = await inventory.listInventoryItems({ id: [...ids] }, { select: ["id"], take: ids.length })
  return found.map(({ id }) => id)
}
