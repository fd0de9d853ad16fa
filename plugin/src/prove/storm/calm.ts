import type { Act, Entry } from "../journal"
import type { Finding } from "../judge/finding"
import type { StormPlan } from "../plan"
import { type Figures } from "./figures"
import type { Killed } from "./kills"
import type { Sightings } from "./watch"

const acts: readonly Act[] = ["reserve", "create", "hold", "extend", "bind", "release", "remove", "restock"]

/** A storm that did not blow proves nothing: what was planned must have happened. */
export function judgeCalm(
  plan: StormPlan,
  seen: { figures: Figures; killed: Killed; sightings: Sightings; entries: readonly Entry[] }
): Finding[] {
  const { figures, killed, sightings, entries } = seen
  const least: [string, number, number][] = [
    ["claims answered", figures.attempts, plan.attempts],
    ["workers killed", killed.workers, plan.workerKills],
    ["databases killed", killed.databases, plan.databaseKills],
    ["claims granted", figures.granted, 1],
    ["claims refused for want of stock", figures.refused, 1],
    ["repetitions", figures.replays, Math.floor((figures.attempts * plan.replayShare) / 2)],
    ["looks while it raged", sightings.looks, 1],
    ...acts.map((act): [string, number, number] => [`granted: ${act}`, countGranted(entries, act), 1]),
  ]
  const missing = least
    .filter(([, is, due]) => is < due)
    .map(([what, is, due]): Finding => ({ law: "calm", by: due - is, text: `${what}: ${is} of at least ${due}` }))
  const faults = [...figures.faults].map(([text, count]): Finding => ({
    law: "fault",
    by: count,
    text: `${count} ×: ${text}`,
  }))
  return [...missing, ...faults]
}

const countGranted = (entries: readonly Entry[], act: Act) =>
  entries.filter(({ intent, ending }) => intent.act === act && ending.told === "granted").length
