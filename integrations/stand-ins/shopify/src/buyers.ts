import type { Clock } from "./clock"
import { seededRandom } from "./random"
import { sellableOnline } from "./shop/levels"
import { isRefusal } from "./shop/refusal"
import { sell } from "./shop/sell"
import type { ShopStore } from "./shop/store"

export interface BuyerOptions {
  /** Orders each minute; 0 sends the buyers home. At most 6000. */
  readonly perMinute: number
  /** The same seed, the same purchases. Default 1. */
  readonly seed?: number
}

const perMinuteMax = 6000
const quantityMax = 3
/** How many articles a buyer looks at before going without. */
const looksMax = 20

/** Buyers who come by themselves. A shop that stands still makes every sync look right. */
export class Buyers {
  private stopTimer: () => void = () => undefined
  private random = seededRandom(1)
  private bought = 0

  constructor(
    private readonly store: ShopStore,
    private readonly clock: Clock
  ) {}

  /** Orders they have placed. */
  get orders(): number {
    return this.bought
  }

  set({ perMinute, seed = 1 }: BuyerOptions): void {
    this.stop()
    this.random = seededRandom(seed)
    if (perMinute > 0) this.wait(60_000 / Math.min(perMinute, perMinuteMax))
  }

  stop(): void {
    this.stopTimer()
  }

  private wait(ms: number): void {
    this.stopTimer = this.clock.after(ms, () => {
      this.buyOne()
      this.wait(ms)
    })
  }

  private buyOne(): void {
    const variants = this.store.variants.all()
    for (let look = 0; look < looksMax && variants.length > 0; look++) {
      const variant = variants[Math.floor(this.random() * variants.length)]
      const left = variant ? sellableOnline(this.store, variant.inventoryItemId) : 0
      if (!variant || left <= 0) continue
      const quantity = Math.min(left, 1 + Math.floor(this.random() * quantityMax))
      if (isRefusal(sell(this.store, { variantId: variant.id, quantity }))) continue
      this.bought++
      return
    }
  }
}
