import type { Result } from "@anyshelf/connector-kit"
import { awaitingOthers, judgeResult } from "../../domain/channels/judge-result"
import type { DuePublication, PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import type { Sending } from "./sending"

/**
 * Judges what became of sent commands, by their keys, and writes it down. A command without a result is of unknown outcome. What
 * is no longer leased to this channel's `owner` is left alone, so late and repeated reports change nothing.
 */
export async function settleWrites(
  channel: Channel,
  sendings: readonly Sending[],
  results: readonly Result[]
): Promise<readonly PublicationOutcome[]> {
  countResults(channel, sendings.length, results)
  const byKey = new Map(results.map((result) => [result.key, result]))
  const outcomes = sendings.map(({ due, command, resent, awaited }) => {
    const { key, quantity } = command
    const result = byKey.get(key) ?? { key, status: "unknown" as const, message: "No result was given." }
    return awaitingOthers(judgeResult(due, { quantity, resent }, result, channel.clock.random()), awaited)
  })
  return settleOutcomes(
    channel,
    sendings.map(({ due }) => due),
    outcomes
  )
}

/** Writes outcomes down, and puts what was given up before a person. */
export async function settleOutcomes(
  channel: Channel,
  due: readonly DuePublication[],
  outcomes: readonly PublicationOutcome[]
): Promise<readonly PublicationOutcome[]> {
  if (outcomes.length === 0) return outcomes
  const lags = await channel.channels.recordOutcomes(channel.owner, outcomes)
  for (const lag of lags) channel.meter.lag(lag)
  channel.meter.count("decided", outcomes.length)
  await askAbout(channel, due, outcomes)
  return outcomes
}

async function askAbout(
  channel: Channel,
  due: readonly DuePublication[],
  outcomes: readonly PublicationOutcome[]
): Promise<void> {
  const byId = new Map(due.map((each) => [each.id, each]))
  const tasks = outcomes.flatMap(({ id, state, error }) => {
    const publication = byId.get(id)
    if (state !== "poisoned" || !publication) return []
    const subject = `${publication.stockRef}@${publication.locationRef}`
    const reason = `The channel refuses the stock of ${subject}: ${error ?? "no reason given"} It is tried again when the listing changes, when somebody asks for it, or when the app restarts.`
    return [{ connectionId: channel.id, kind: "stock-refused" as const, subject, reason }]
  })
  if (tasks.length > 0) await channel.channels.openTasks(tasks)
}

function countResults({ meter }: Channel, sent: number, results: readonly Result[]): void {
  const times = (...statuses: Result["status"][]) => results.filter(({ status }) => statuses.includes(status)).length
  meter.count("written", times("applied", "already", "accepted"))
  meter.count("conflicts", times("conflict"))
  meter.count("rejected", times("rejected"))
  meter.count("unknown", times("unknown") + Math.max(0, sent - results.length))
}
