import type { FaultPlan } from "../faults"
import { shuffled, type Random } from "../random"

/** How the webhooks of one act are delivered, when it is not left to chance. */
export interface DeliveryPlan {
  /** How often each is sent, properly signed and with the same ids. Default 1; 0 loses it. */
  readonly copies?: number
  /** So many more that are signed with another secret (true: one). Default none. */
  readonly badSignature?: boolean | number
  /** In another order than things happened. */
  readonly shuffle?: boolean
  /** Each this much later than it would be. */
  readonly delayMs?: number
}

/** One webhook to be sent. */
export interface Planned<T> {
  readonly subject: T
  readonly isForged: boolean
  readonly delayMs: number
}

const copiesMax = 100

/** What is sent for these webhooks, in the order in which it is sent. */
export function planDeliveries<T>(subjects: readonly T[], plan: DeliveryPlan, random: Random): Planned<T>[] {
  const copies = bounded(plan.copies ?? 1)
  const forged = bounded(Number(plan.badSignature ?? 0))
  const delayMs = plan.delayMs ?? 0
  const all = subjects.flatMap((subject) => [
    ...Array.from({ length: copies }, () => ({ subject, isForged: false, delayMs })),
    ...Array.from({ length: forged }, () => ({ subject, isForged: true, delayMs })),
  ])
  return plan.shuffle ? shuffled(all, random) : all
}

const bounded = (count: number) => Math.min(copiesMax, Math.max(0, Math.floor(count)))

/** What chance makes of one webhook: lost, doubled, forged, or late. */
export function planByChance<T>(subject: T, faults: FaultPlan): Planned<T>[] {
  const { dropRate, duplicateRate, wrongSignatureRate, reorderRate, delayMs } = faults.webhooks
  if (faults.chance(dropRate)) return []
  const late = faults.chance(reorderRate) ? delayMs : 0
  const planned = [{ subject, isForged: false, delayMs: late }]
  if (faults.chance(duplicateRate)) planned.push({ subject, isForged: false, delayMs: late })
  if (faults.chance(wrongSignatureRate)) planned.push({ subject, isForged: true, delayMs: 0 })
  return planned
}
