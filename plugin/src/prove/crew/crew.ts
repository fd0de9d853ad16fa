import { setTimeout as wait } from "node:timers/promises"
import type { Random } from "../random"
import { clockEnvironment, findFaketime } from "./clock"
import { Member, type Answer, type WorkerProgram } from "./member"

export interface CrewOptions {
  readonly program: WorkerProgram
  readonly databaseUrl: string
  readonly size: number
  /** By how much the last member's clock is wrong, in milliseconds; the sign changes each time it is started. */
  readonly clockShiftMs: number
}

/** A worker that does not start in this time will not. */
const startsWithinMs = 60_000

/** The workers of a storm. One that is killed is started again. */
export class Crew {
  private readonly members: Member[] = []
  private readonly faketime = findFaketime()
  private calls = 0
  private starts = 0
  private isOver = false
  private failure: Error | undefined

  constructor(private readonly options: CrewOptions) {}

  /** What makes one clock wrong. */
  get shiftedBy(): "libfaketime" | "Date shifted in the process" {
    return this.faketime ? "libfaketime" : "Date shifted in the process"
  }

  /** Starts everyone; the first one migrates the database before the others come. */
  async start(): Promise<void> {
    await this.enlist(0, true)
    await Promise.all(Array.from({ length: this.options.size - 1 }, (_, at) => this.enlist(at + 1, false)))
  }

  /** Sends a call to a worker that serves; waits for one where all are down. Throws when workers no longer start. */
  async call(method: string, args: readonly unknown[], cause: string | null, chance: Random): Promise<Answer> {
    const member = await this.someone(chance)
    return member.call({ id: (this.calls += 1), method, args, cause })
  }

  /** Kills a worker that serves, in the middle of what it does, and starts another in its place. */
  async killOne(chance: Random): Promise<void> {
    const member = await this.someone(chance)
    const at = this.members.indexOf(member)
    member.kill()
    await member.whenGone
    void this.enlist(at, false).catch((error: Error) => (this.failure = error))
  }

  async stop(): Promise<void> {
    this.isOver = true
    this.members.forEach((member) => member.kill())
    await Promise.all(this.members.map((member) => member.whenGone))
  }

  private async enlist(at: number, migrate: boolean): Promise<void> {
    if (this.isOver) return
    this.starts += 1
    const { program, databaseUrl, size, clockShiftMs } = this.options
    const shift = at === size - 1 ? clockShiftMs * (this.starts % 2 === 0 ? 1 : -1) : 0
    const environment = clockEnvironment(shift, this.faketime)
    const member = new Member({ program, databaseUrl, migrate, environment })
    this.members[at] = member
    const late = wait(startsWithinMs, "late" as const, { ref: false })
    if ((await Promise.race([member.whenReady, late])) === "late")
      throw new Error(`A worker was not ready within ${startsWithinMs / 1000} s. Is the machine overloaded?`)
  }

  private async someone(chance: Random): Promise<Member> {
    for (let waited = 0; waited < startsWithinMs; waited += 20) {
      if (this.failure) throw this.failure
      if (this.isOver) throw new Error("The workers have gone home.")
      const ready = this.members.filter(({ isReady }) => isReady)
      if (ready.length > 0) return chance.pick(ready)
      await wait(20)
    }
    throw new Error("No worker came back. The storm cannot go on.")
  }
}
