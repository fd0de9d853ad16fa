import type { Random } from "../../prove/random"
import type { Clock } from "../clock"

/** Nobody hears of what a dead process waited for. */
const never = new Promise<never>(() => undefined)

/**
 * What a process hangs on. Once it is cut, nothing of the process goes on: what it asked for may have been done, and it never
 * learns. Calls may take a while, so that those of two processes fall between each other.
 */
export class Lifeline {
  private isCut = false
  private callsLeft = Infinity
  private onDeath: () => void = () => undefined

  /** @param delayMsMax - the longest that a call takes on its way there, and on its way back */
  constructor(
    private readonly chance: Random,
    private readonly time: Clock,
    private readonly delayMsMax: number
  ) {}

  get isAlive(): boolean {
    return !this.isCut
  }

  /** Dies within one of the next calls, before or after it had its effect. */
  dieAfter(calls: number, onDeath: () => void): void {
    this.callsLeft = calls
    this.onDeath = onDeath
  }

  cut(): void {
    if (this.isCut) return
    this.isCut = true
    this.onDeath()
  }

  /** A port as this process sees it: every method that gives a promise is a place to die at. */
  guard<T extends object>(port: T): T {
    const guarded = new Map<unknown, unknown>()
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value === "object" && value !== null) {
          if (!guarded.has(name)) guarded.set(name, this.guard(value))
          return guarded.get(name)
        }
        if (typeof value !== "function") return value
        if (!guarded.has(name))
          guarded.set(name, (...given: unknown[]) =>
            this.step(() => Reflect.apply(value as (...all: unknown[]) => unknown, target, given))
          )
        return guarded.get(name)
      },
    })
  }

  /** One step of the process. */
  async step<R>(work: () => R | Promise<R>): Promise<R> {
    const diesNow = --this.callsLeft <= 0
    const diesBefore = diesNow && this.chance.happens(0.5)
    await this.travel()
    if (diesBefore) this.cut()
    if (this.isCut) return never
    try {
      const result = await work()
      await this.travel()
      if (diesNow) this.cut()
      return this.isCut ? await never : result
    } catch (error) {
      return this.isCut ? never : Promise.reject(error as Error)
    }
  }

  /** The clock, as the process sees it. */
  clock(): Clock {
    return {
      now: () => this.time.now(),
      random: () => this.time.random(),
      sleep: async (ms, signal) => {
        await this.time.sleep(ms, signal)
        if (this.isCut) await never
      },
    }
  }

  private async travel(): Promise<void> {
    if (this.delayMsMax > 0 && this.chance.happens(0.3)) await this.time.sleep(this.chance.between(1, this.delayMsMax))
  }
}
