import type { Clock } from "../clock"
import type { JobRecord } from "../shop/records"
import type { ShopStore } from "../shop/store"

type Kind = JobRecord["kind"]

/** How each kind of job is carried out. Runs once; what it finds changed meanwhile, it judges again. */
export type JobRunners = Readonly<Record<Kind, (subjectId: number, input: unknown) => void>>

/**
 * What Shopify promises to do soon: done on the clock, and kept with the shop, so that a restart in between does it all
 * the same.
 */
export class Jobs {
  private readonly timers = new Set<() => void>()

  constructor(
    private readonly store: ShopStore,
    private readonly clock: Clock,
    private readonly runners: JobRunners,
    private readonly waitMs: number
  ) {}

  start(kind: Kind, subjectId: number, input: unknown): JobRecord {
    const { store, clock } = this
    const job: JobRecord = { id: store.nextId(), kind, subjectId, input, dueAt: clock.now() + this.waitMs, done: false }
    store.jobs.add(job)
    store.touch()
    this.await(job)
    return job
  }

  /** Takes up what was promised before the stand-in last stopped. */
  resume(): void {
    this.store.jobs
      .all()
      .filter(({ done }) => !done)
      .forEach((job) => this.await(job))
  }

  stop(): void {
    this.timers.forEach((cancel) => cancel())
    this.timers.clear()
  }

  private await(job: JobRecord): void {
    const cancel = this.clock.after(Math.max(0, job.dueAt - this.clock.now()), () => {
      this.timers.delete(cancel)
      if (this.store.jobs.get(job.id) !== job) return
      job.done = true
      this.runners[job.kind](job.subjectId, job.input)
      this.store.touch()
    })
    this.timers.add(cancel)
  }
}
