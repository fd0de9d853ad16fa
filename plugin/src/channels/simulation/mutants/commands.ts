import type { Command, Result } from "@anyshelf/connector-kit"
import { inMemory, inSession } from "./ports"
import type { EngineMutant } from "./mutant"

let spent = 0

/** Guards of what is sent. */
export const commandMutants: readonly EngineMutant[] = [
  {
    name: "compare-and-set-without-compare",
    about: "numbers are written whatever the channel shows",
    noticedBy: ["storm", "edits"],
    wrap: inSession((session) => ({
      push: (commands) =>
        session.push(commands.map((each) => (each.type === "stock" ? { ...each, expected: null } : each))),
    })),
  },
  {
    name: "a-new-key-for-each-try",
    about: "a command of unknown outcome is sent again under another key",
    noticedBy: ["late answers", "kinds"],
    wrap: inSession((session) => ({
      push: async (commands) => {
        const renamed = commands.map((each): Command => ({ ...each, key: `${each.key}#${(spent += 1)}` }))
        const results = await session.push(renamed)
        return results.map((result): Result => ({ ...result, key: result.key.split("#")[0]! }))
      },
    })),
  },
  {
    name: "no-answer-taken-for-done",
    about: "a command without an answer counts as applied",
    noticedBy: ["deaf, blind", "storm, blind"],
    wrap: answers((result) => (result.status === "unknown" ? { key: result.key, status: "applied" } : result)),
  },
  {
    name: "no-answer-taken-for-not-done",
    about: "a command without an answer counts as never sent",
    noticedBy: ["late answers, blind", "kinds"],
    wrap: answers((result) => (result.status === "unknown" ? { key: result.key, status: "retry" } : result)),
  },
  {
    name: "a-conflict-taken-for-done",
    about: "a number that the channel refused counts as shown",
    noticedBy: ["deaf, blind", "storm, blind"],
    wrap: answers((result) => (result.status === "conflict" ? { key: result.key, status: "applied" } : result)),
  },
  {
    name: "intents-not-written-down",
    about: "nothing is written down before a command is sent",
    noticedBy: ["late answers", "fatal calls", "kinds"],
    wrap: inMemory(() => ({ recordIntents: async (_owner, intents) => new Set(intents.map(({ id }) => id)) })),
  },
  {
    name: "one-number-per-request",
    about: "numbers that could go together are sent one by one",
    noticedBy: ["heap"],
    wrap: inSession((session) => ({
      push: async (commands) => {
        const results: Result[] = []
        for (const each of commands) results.push(...(await session.push([each])))
        return results
      },
    })),
  },
  {
    name: "one-write-per-change",
    about: "changes of one article are not gathered: each is shown by a write of its own",
    noticedBy: ["burst"],
    wrap: inSession((session) => ({
      push: async (commands) => {
        // The numbers between what is shown and what is wanted, as they would have been sent one after the other.
        for (const each of commands) {
          if (each.type !== "stock" || each.expected === null) continue
          for (let number = each.expected - 1; number > each.quantity; number -= 1)
            await session.push([{ ...each, key: `${each.key}#${number}`, expected: number + 1, quantity: number }])
        }
        return session.push(commands.map((each) => (each.type === "stock" ? { ...each, expected: null } : each)))
      },
    })),
  },
  {
    name: "refusals-repeated",
    about: "what is refused for good is sent again and again",
    noticedBy: ["refused for good"],
    wrap: inMemory((memory) => ({
      recordOutcomes: (owner, outcomes) =>
        memory.recordOutcomes(
          owner,
          outcomes.map((each) => (each.state === "poisoned" ? { ...each, state: "ok", afterMs: 1_000 } : each))
        ),
    })),
  },
  {
    name: "given-up-at-once",
    about: "the first contradiction is taken for the last",
    noticedBy: ["storm"],
    wrap: inMemory((memory) => ({
      recordOutcomes: (owner, outcomes) =>
        memory.recordOutcomes(
          owner,
          outcomes.map((each) => (each.attempts > 0 ? { ...each, state: "poisoned" } : each))
        ),
    })),
  },
  {
    name: "the-vendors-day-forgotten",
    about: "writes of the day are not counted",
    noticedBy: ["few writes a day"],
    wrap: inMemory((memory) => ({
      claimPublications: async (claim) =>
        (await memory.claimPublications(claim)).map((each) => ({ ...each, revisionsToday: 0 })),
    })),
  },
]

/** Another reading of each answer. */
function answers(read: (result: Result) => Result) {
  return inSession((session) => ({ push: async (commands) => (await session.push(commands)).map(read) }))
}
