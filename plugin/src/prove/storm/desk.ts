import { setTimeout as wait } from "node:timers/promises"
import type { Crew } from "../crew/crew"
import type { Answer } from "../crew/member"
import { nameOfCause, type Ending, type Intent, type Journal, type PlannedIntent } from "../journal"
import type { Random } from "../random"
import { callOf } from "./calls"
import { isOfKills, type Figures } from "./figures"
import { readAnswer, sameAnswer } from "./read-answer"

export interface DeskOptions {
  readonly crew: Pick<Crew, "call">
  readonly journal: Journal
  readonly figures: Figures
  readonly replayShare: number
  readonly now: () => number
}

/** Sent again so many times until somebody answers; with its pauses, longer than any outage of a storm. */
const triesMax = 200
const pauseMs = 50
const dyingShare = 0.01
/** Calls that may be sent again without a key, since doing them twice is the same as once. */
const repeatable = new Set(["extend", "remove"])

/**
 * Where buyers ask. Each intent is written down before it is sent, and each answer when it has arrived; who gets none
 * asks again, with the same key, whoever serves now.
 */
export class Desk {
  private readonly open = new Set<Promise<unknown>>()

  constructor(private readonly options: DeskOptions) {}

  /** Asks, and returns what the one who asked was told. `nothing` ends a buyer's trip: it does not know where it stands. */
  async ask(plan: PlannedIntent, chance: Random): Promise<{ intent: Intent; ending: Ending }> {
    const { journal, figures, now } = this.options
    const intent = journal.begin(plan, now())
    if (chance.happens(dyingShare)) return { intent, ending: await this.dieAsking(intent, chance) }
    const sentAt = performance.now()
    const isTwin = intent.key !== null && chance.happens(this.options.replayShare / 2)
    const twin = isTwin ? this.replay(intent, chance) : undefined
    twin?.catch(() => undefined)
    const { ending, text } = await this.untilAnswered(intent, chance)
    journal.end(intent.n, ending, now())
    if (isClaim(intent)) this.count(ending, performance.now() - sentAt)
    if (twin) this.compare(intent, text, await twin)
    else if (intent.key !== null && text !== null && chance.happens(this.options.replayShare / 2))
      this.compare(intent, text, await this.replay(intent, chance))
    if (ending.told === "nothing") figures.unanswered += 1
    return { intent, ending }
  }

  /** Resolves when nothing is on its way any more. */
  async close(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open)
  }

  /** The buyer is gone before it is answered. Half of them have somebody who asks again in their name. */
  private async dieAsking(intent: Intent, chance: Random): Promise<Ending> {
    this.track(this.send(intent, chance))
    if (intent.key !== null && chance.happens(0.5)) this.track(this.askAgain(intent, chance))
    else this.options.figures.unanswered += 1
    return { told: "nothing" }
  }

  private async askAgain(intent: Intent, chance: Random): Promise<void> {
    await wait(chance.between(0, 500))
    const { ending } = await this.untilAnswered(intent, chance)
    this.options.journal.end(intent.n, ending, this.options.now())
  }

  private async untilAnswered(intent: Intent, chance: Random): Promise<{ ending: Ending; text: string | null }> {
    const mayRepeat = intent.key !== null || repeatable.has(intent.act)
    let isKnown = true
    for (let tries = 0; tries < triesMax; tries += 1) {
      const reply = await this.send(intent, chance)
      const read = readAnswer(reply)
      if (read) return read
      if (reply.kind === "busy") this.options.figures.busy += 1
      else isKnown = false
      if (!isKnown && (!mayRepeat || isDefect(reply))) break
      this.options.figures.retries += 1
      await wait(reply.kind === "busy" ? reply.retryAfterMs * (0.5 + chance.next()) : pauseMs)
    }
    return { ending: isKnown ? { told: "busy" } : { told: "nothing" }, text: null }
  }

  private send(intent: Intent, chance: Random): Promise<Answer> {
    const { method, args } = callOf(intent)
    const sent = this.options.crew.call(method, args, intent.isTold ? nameOfCause(intent.n) : null, chance)
    void this.track(sent)
    return sent.then((answer) => {
      if (isDefect(answer)) this.options.figures.fault(`${intent.act}: ${answer.message}`)
      return answer
    })
  }

  /** The same call once more; whoever answers must say the same. */
  private async replay(intent: Intent, chance: Random): Promise<string | null> {
    this.options.figures.replays += 1
    return (await this.untilAnswered(intent, chance)).text
  }

  private compare(intent: Intent, first: string | null, second: string | null): void {
    if (first === null || second === null || sameAnswer(first, second)) return
    this.options.journal.differed(intent.n, `answered ${first}, then ${second}`)
  }

  private count({ told }: Ending, ms: number): void {
    const { figures } = this.options
    if (told !== "granted" && told !== "refused") return
    figures[told] += 1
    figures.took(ms)
  }

  private track(sent: Promise<unknown>): void {
    const settled = sent.catch(() => undefined).finally(() => this.open.delete(settled))
    this.open.add(settled)
  }
}

/** An error that would come again. */
const isDefect = (answer: Answer): answer is Extract<Answer, { kind: "fault" }> =>
  answer.kind === "fault" && !isOfKills(answer.message)
const isClaim = ({ act, lines }: Intent) =>
  (act === "reserve" || act === "create" || act === "hold") && lines.length > 0
