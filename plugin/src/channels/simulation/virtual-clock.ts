import type { Random } from "../../prove/random"
import type { Clock } from "../clock"
import { Heap } from "./heap"

interface Event {
  readonly at: number
  /** Which of two at the same instant goes first: drawn, so that no order is relied on. */
  readonly lot: number
  /** Null once nobody waits for it any more. */
  happen: (() => void) | null
}

/** More sleepers than this are a leak: nobody wakes them in time. */
const waitingMax = 200_000

/**
 * Time that passes only when everybody waits. An event happens, all that follows from it without waiting is let happen, then the
 * next one comes. The same seed gives the same course.
 */
export class VirtualClock implements Clock {
  private at: number
  private readonly events = new Heap<Event>((a, b) => a.at - b.at || a.lot - b.lot)
  /** The most that ever waited at once. */
  waitingMost = 0

  constructor(
    private readonly chance: Random,
    startsAt: number
  ) {
    this.at = startsAt
  }

  now = () => this.at
  random = () => this.chance.next()

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((wake) => {
      const wakeEarly = () => {
        event.happen = null
        wake()
      }
      const event = this.after(ms, () => {
        signal?.removeEventListener("abort", wakeEarly)
        wake()
      })
      signal?.addEventListener("abort", wakeEarly, { once: true })
    })
  }

  /** Lets something happen later. */
  after(ms: number, happen: () => void): { happen: (() => void) | null } {
    const event: Event = { at: this.at + Math.max(0, ms), lot: this.chance.next(), happen }
    this.events.push(event)
    this.waitingMost = Math.max(this.waitingMost, this.events.size)
    if (this.events.size > waitingMax) throw new Error(`More than ${waitingMax} sleepers wait: somebody leaks them.`)
    return event
  }

  /** Passes time up to an instant. */
  async runUntil(end: number): Promise<void> {
    await settle()
    for (let next = this.events.peek(); next && next.at <= end; next = this.events.peek()) {
      this.events.pop()
      if (!next.happen) continue
      this.at = next.at
      next.happen()
      await settle()
    }
    this.at = Math.max(this.at, end)
  }
}

/** All microtasks come before it, and so do those that they start. */
const settle = () => new Promise((resolve) => setImmediate(resolve))
