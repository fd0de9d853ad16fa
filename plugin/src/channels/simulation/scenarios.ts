import type { Publishing } from "@anyshelf/connector-kit"
import type { EngineTiming } from "../channel"
import {
  calm,
  channelActs,
  drawPlan,
  ownActs,
  stormy,
  type ChannelPlan,
  type PlanOptions,
  type SimulationPlan,
} from "./plan"

/** A kind of course, of which each seed is one. */
export interface Scenario {
  readonly name: string
  /** What it is there to show, in a sentence. */
  readonly about: string
  plan(seed: number): SimulationPlan
  readonly timing?: Partial<EngineTiming>
  /** How long after the last fault all must be right at the latest, where it takes longer than usual. */
  readonly restMs?: number
}

/** Idle loops look less often than in an app, so that virtual hours pass sooner; whoever has work is woken all the same. */
export const calmTiming: Partial<EngineTiming> = {
  fanOutEveryMs: 300,
  pollEveryMs: 1_000,
  reportEveryMs: 60_000,
  sweepEveryMs: 10 * 60_000,
}

const shared: Publishing = { mode: "shared" }
const plain: ChannelPlan = { publishing: shared, variant: {} }
const noStaff = channelActs.filter(([kind]) => kind !== "staff-count")
const salesOnly = channelActs.filter(([kind]) => kind === "sell" || kind === "sell-several")
const kills = (count: number, everyMs: number, withinCalls = 40) =>
  Array.from({ length: count }, (_none, at) => ({ atMs: (at + 1) * everyMs, withinCalls }))

const usual = { events: 50, channels: [plain, plain, plain], articles: 3, places: 2, stock: 8, everyMs: 1_500 }

const scenario = (
  name: string,
  about: string,
  options: Partial<PlanOptions> & Pick<PlanOptions, "faults">,
  timing: Partial<EngineTiming> = {},
  restMs: number | undefined = undefined
): Scenario => ({
  ...{ name, about, timing: { ...calmTiming, ...timing } },
  ...(restMs !== undefined && { restMs }),
  plan: (seed) => drawPlan({ ...usual, ...options, seed }),
})

/** Two processes at once, two deaths, and everything that a line can do. */
const storm = { ...stormy, processes: 2, kills: kills(2, 25_000) }
const slow = { ...stormy, requests: { ...stormy.requests, hanging: 0.1, latencyMs: [20, 2_000] as const } }

export const scenarios: readonly Scenario[] = [
  scenario("storm", "three channels and our shop sell the same shelves through every fault", { faults: storm }),
  scenario("kinds", "channels that compare, set, number or add, each with its own way to be repeated", {
    faults: storm,
    channels: [
      { publishing: shared, variant: { write: "absolute" } },
      { publishing: shared, variant: { write: "sequenced" } },
      { publishing: shared, variant: { write: "delta" } },
      { publishing: shared, variant: { repeat: "look-first" } },
    ],
  }),
  scenario(
    "deaf",
    "no webhook ever comes: reading alone must find every order, through many deaths",
    {
      faults: { ...stormy, webhooks: { lost: 1, duplicated: 0, reordered: 0 }, kills: kills(12, 6_000, 12) },
      acts: noStaff,
    },
    { ordersEveryMs: 2_000 }
  ),
  scenario("late answers", "requests hang and arrive late, and are added to what is shown", {
    faults: { ...slow, webhooks: { ...stormy.webhooks, lost: 1 } },
    channels: [1, 2].map(() => ({ publishing: shared, variant: { write: "delta" as const } })),
    acts: noStaff,
    stock: 30,
  }),
  scenario("fatal calls", "processes die again and again, right after a call", {
    faults: { ...calm, kills: kills(40, 2_000, 6), processes: 1 },
    articles: 30,
  }),
  scenario(
    "fatal calls of two",
    "two processes die again and again, and the one does not know what the other was about",
    {
      faults: { ...calm, kills: kills(60, 1_500, 6), processes: 2 },
      articles: 30,
      acts: noStaff,
    }
  ),
  scenario(
    "hasty edits",
    "orders are lowered again and again while copies of them are under way",
    {
      faults: {
        ...calm,
        webhooks: { ...calm.webhooks, lost: 0.5 },
        requests: { ...calm.requests, latencyMs: [20, 5_000] },
        callMsMax: 300,
      },
      channels: [plain],
      acts: [
        ["sell", 25],
        ["lower", 60],
        ["cancel", 15],
      ],
      articles: 2,
      stock: 60,
      events: 200,
      everyMs: 200,
    },
    { ordersEveryMs: 1_500 }
  ),
  scenario("meddlers", "staff of the channels count their shelves behind our back", {
    faults: calm,
    articles: 12,
    acts: [
      ["sell", 30],
      ["staff-count", 70],
    ],
    ownActs: [["receive", 1]],
    events: 30,
  }),
  scenario("rivals", "two slow processes work on the same channels", {
    faults: { ...slow, processes: 2, callMsMax: 400 },
    stock: 20,
  }),
  scenario("edits", "orders are lowered and called off while they are being read", {
    faults: { ...slow, processes: 2, callMsMax: 200 },
    acts: [
      ["sell", 40],
      ["lower", 40],
      ["cancel", 20],
    ],
    stock: 30,
  }),
  scenario(
    "narrow line",
    "the rate is short and echoes are many, and a number that must fall goes before all else",
    {
      faults: calm,
      channels: [{ publishing: shared, variant: { capacity: 4, perSecond: 2 } }],
      articles: 30,
      places: 1,
      stock: 30,
      acts: [["staff-count", 1]],
      ownActs: [
        ["receive", 80],
        ["web-sale", 20],
      ],
      events: 150,
      everyMs: 250,
      promises: { fallsWithinMs: 8_000 },
    },
    { ordersEveryMs: 300_000 }
  ),
  scenario("lower rate", "a channel takes fewer requests than it declares, and says when to come back", {
    faults: calm,
    channels: [{ publishing: shared, variant: {}, inFact: { capacity: 5, perSecond: 0.2 } }],
    articles: 10,
    everyMs: 2_000,
  }),
  scenario("outage", "a channel is away for ten minutes, and comes back to a heap of work", {
    faults: { ...calm, outages: [{ channel: 0, atMs: 5_000, forMs: 600_000 }] },
    channels: [{ publishing: shared, variant: { capacity: 20, perSecond: 20, batch: 1 } }, plain],
    articles: 40,
    stock: 6,
    events: 120,
    everyMs: 4_000,
    acts: noStaff,
    promises: { requestsAfterOutage: 22 },
  }),
  scenario(
    "few writes a day",
    "the vendor counts writes, and what must fall is told all the same",
    {
      faults: calm,
      startsAt: "2026-11-23T22:00:00.000Z",
      channels: [{ publishing: shared, variant: { revisionsPerDay: 12 } }],
      articles: 2,
      places: 1,
      stock: 40,
      events: 80,
      acts: [["sell", 1]],
      ownActs: [
        ["web-sale", 60],
        ["receive", 40],
      ],
    },
    {},
    4 * 60 * 60_000
  ),
  scenario("refused for good", "an article is not counted at a place; a person is asked, and the rest goes on", {
    faults: calm,
    refused: [0],
  }),
  scenario("split", "what is scarce is divided, so that nobody sells what another has", {
    faults: stormy,
    channels: [
      ...[50, 30].map((percent) => ({
        publishing: { mode: "split-when-scarce" as const, below: 100, percent },
        variant: {},
      })),
      // One that does not split shows what the shares leave.
      plain,
    ],
    articles: 2,
    places: 1,
    stock: 25,
    acts: salesOnly,
    ownActs: [],
    promises: { neverOversells: true },
  }),
  scenario("buffer", "what others may sell before a channel is told is held back from it", {
    faults: calm,
    channels: [{ publishing: { mode: "buffered", by: "units", units: 6 }, variant: {} }],
    articles: 1,
    places: 1,
    stock: 30,
    everyMs: 1_200,
    acts: salesOnly,
    ownActs: ownActs.filter(([kind]) => kind === "web-sale" || kind === "receive"),
    promises: { neverOversells: true },
  }),
  scenario("burst", "fifty sales of one article at once are a handful of writes", {
    faults: calm,
    channels: [plain],
    articles: 1,
    places: 1,
    stock: 400,
    events: 50,
    everyMs: 1,
    acts: [],
    ownActs: [["web-sale", 1]],
    promises: { writesMax: 8 },
  }),
  scenario("heap", "many numbers at once are few requests", {
    faults: calm,
    channels: [plain],
    articles: 50,
    places: 1,
    stock: 9,
    events: 100,
    everyMs: 1,
    acts: [],
    ownActs: [["receive", 1]],
    promises: { requestsMax: 60 },
  }),
]

/** Nothing is compared as a whole but once, at the beginning: what goes wrong stays so, where nothing else prevents or mends it. */
const blind = (name: string): Scenario => {
  const { about, timing, plan } = named(scenarios, name)
  return { name: `${name}, blind`, about, plan, timing: { ...timing, sweepEveryMs: 7 * dayMs }, restMs: 6 * 60_000 }
}
const dayMs = 24 * 60 * 60_000

/**
 * Courses in which the engine itself may leave a number wrong until the next comparison. They prove something about a mutant only where
 * the engine, in the same course, leaves none.
 */
export const blindScenarios: readonly Scenario[] = [
  "storm",
  "deaf",
  "fatal calls of two",
  "meddlers",
  "edits",
  "hasty edits",
  "late answers",
].map(blind)

/** The scenario of a name. */
export const scenarioOf = (name: string): Scenario => named([...scenarios, ...blindScenarios], name)

function named(all: readonly Scenario[], name: string): Scenario {
  const found = all.find((each) => each.name === name)
  if (!found) throw new Error(`There is no scenario "${name}": name one of ${all.map((each) => each.name).join(", ")}.`)
  return found
}
