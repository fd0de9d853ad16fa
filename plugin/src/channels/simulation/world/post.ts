import type { WebhookRequest } from "@anyshelf/connector-kit"
import type { Random } from "../../../prove/random"
import type { Faults } from "../plan"
import type { VirtualClock } from "../virtual-clock"

/** How long a webhook is on its way; one that is reordered takes much longer. */
const usualMs = [5, 500] as const
const lateMs = [1_000, 120_000] as const

/** Counts of what became of webhooks. */
export interface PostFigures {
  told: number
  lost: number
  duplicated: number
  late: number
}

/** Carries webhooks to us: late, twice, or not at all. */
export class Post {
  readonly figures: PostFigures = { told: 0, lost: 0, duplicated: 0, late: 0 }
  private isCalm = false

  constructor(
    private readonly faults: Faults["webhooks"],
    private readonly chance: Random,
    private readonly clock: VirtualClock,
    private readonly deliver: (webhook: WebhookRequest) => Promise<void>
  ) {}

  send(webhook: WebhookRequest): void {
    this.figures.told += 1
    if (this.happens("lost")) return
    this.carry(webhook)
    if (this.happens("duplicated")) this.carry(webhook)
  }

  /** From now on all arrive, and soon. */
  calm(): void {
    this.isCalm = true
  }

  private carry(webhook: WebhookRequest): void {
    const isLate = !this.isCalm && this.chance.happens(this.faults.reordered)
    if (isLate) this.figures.late += 1
    const [from, to] = isLate ? lateMs : usualMs
    const ms = this.chance.between(from, to)
    this.clock.after(ms, () => void this.deliver(webhook))
  }

  private happens(fault: "lost" | "duplicated"): boolean {
    const happens = !this.isCalm && this.chance.happens(this.faults[fault])
    if (happens) this.figures[fault] += 1
    return happens
  }
}
