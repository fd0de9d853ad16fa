import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Crew } from "../crew/crew"
import type { WorkerProgram } from "../crew/member"
import { Journal } from "../journal"
import { judgeBooks } from "../judge/books"
import type { Finding } from "../judge/finding"
import type { StormPlan } from "../plan"
import type { ScratchDatabase } from "../postgres/scratch-database"
import type { ScratchServer } from "../postgres/server"
import { countBusySessions } from "../queries/sessions"
import { readTables } from "../queries/tables"
import { random, type Random } from "../random"
import { judgeStorm } from "../verdict"
import { judgeCalm } from "./calm"
import { Desk } from "./desk"
import { Figures } from "./figures"
import { kill, untilAnswers, type Killed } from "./kills"
import { lapse, type Lapsed } from "./lapse"
import { keepTidy } from "./tidy"
import { fillShelves, type CallService, type Shelves } from "./shelves"
import { shop } from "./trips"
import { watch, type Sightings } from "./watch"

export interface StormOptions {
  readonly plan: StormPlan
  readonly seed: number
  readonly server: ScratchServer
  readonly database: ScratchDatabase
  readonly program: WorkerProgram
  /** Ends it: everybody goes home, and it rejects. */
  readonly signal?: AbortSignal
  /** Told a few times a second how far it is. */
  readonly onProgress: (progress: StormProgress) => void
}

/** What is going on. */
export type StormStage = "set up" | "storm" | "judge" | "wait until holds lapse"

export interface StormProgress {
  readonly stage: StormStage
  readonly attempts: number
  readonly workerKills: number
  readonly databaseKills: number
}

export interface StormOutcome {
  readonly seed: number
  readonly figures: Figures
  readonly killed: Killed
  readonly sightings: Sightings
  readonly lapsed: Lapsed
  readonly clock: string
  /** How long the storm itself took, in milliseconds; without set-up and judgement. */
  readonly tookMs: number
  readonly findings: readonly Finding[]
}

/** One storm, from empty shelves to the verdict's findings. */
export async function storm(options: StormOptions): Promise<StormOutcome> {
  const { plan, seed, database, program, onProgress, signal } = options
  const chance = random(seed)
  const crew = new Crew({ program, databaseUrl: database.url, size: plan.workers, clockShiftMs: plan.clockShiftMs })
  const goHome = () => void crew.stop()
  signal?.addEventListener("abort", goHome, { once: true })
  try {
    onProgress({ stage: "set up", attempts: 0, workerKills: 0, databaseKills: 0 })
    await crew.start()
    const call = caller(crew, chance)
    const shelves = await fillShelves(call, plan, chance)
    const { journal, ...raged } = await rage(options, { crew, shelves })
    const { figures, killed, sightings } = raged
    const tell = (stage: StormStage) =>
      onProgress({ stage, attempts: figures.attempts, workerKills: killed.workers, databaseKills: killed.databases })
    tell("judge")
    await untilQuiet(database.knex)
    const findings = judgeStorm(journal.entries, await readTables(database.knex), shelves.opening)
    tell("wait until holds lapse")
    const lapsed = await lapse(call, database.knex, shelves)
    const after = judgeBooks((await readTables(database.knex)).pairs)
    const seen =
      sightings.worst > 0 ? [{ law: "oversold" as const, by: sightings.worst, text: "seen while it raged" }] : []
    const calm = judgeCalm(plan, { figures, killed, sightings, entries: journal.entries })
    return {
      ...raged,
      seed,
      lapsed,
      clock: crew.shiftedBy,
      findings: [...findings, ...seen, ...lapsed.findings, ...after, ...calm],
    }
  } finally {
    signal?.removeEventListener("abort", goHome)
    await crew.stop()
  }
}

interface Scene {
  readonly crew: Crew
  readonly shelves: Shelves
}

/** Buyers come until all claims are answered and all kills are done; then what is on its way arrives. */
async function rage({ plan, seed, server, database, onProgress, signal }: StormOptions, { crew, shelves }: Scene) {
  const journal = new Journal()
  const figures = new Figures()
  const killed: Killed = { workers: 0, databases: 0 }
  const sightings: Sightings = { looks: 0, worst: 0 }
  const desk = new Desk({ crew, journal, figures, replayShare: plan.replayShare, now: Date.now })
  const over = new AbortController()
  signal?.addEventListener("abort", () => over.abort(), { once: true })
  const startedAt = Date.now()
  const telling = setInterval(
    () =>
      onProgress({
        stage: "storm",
        attempts: figures.attempts,
        workerKills: killed.workers,
        databaseKills: killed.databases,
      }),
    250
  )
  const watching = watch(database.knex, sightings, over.signal)
  const tidying = keepTidy(crew, random(seed + 2), over.signal)
  try {
    let areKillsDone = false
    const killing = kill(
      {
        plan,
        crew,
        server,
        knex: database.knex,
        chance: random(seed + 1),
        attempts: () => figures.attempts,
        signal: over.signal,
      },
      killed
    ).then(() => (areKillsDone = true))
    const goesOn = () => !over.signal.aborted && !(areKillsDone && figures.attempts >= plan.attempts)
    const buyers = Array.from({ length: plan.buyers }, (_, at) => buy(at, { desk, shelves, plan, seed, goesOn }))
    await Promise.all([killing, ...buyers])
    await desk.close()
  } finally {
    over.abort()
    clearInterval(telling)
    await Promise.all([watching, tidying])
  }
  return { journal, figures, killed, sightings, tookMs: Date.now() - startedAt }
}

interface Crowd {
  readonly desk: Desk
  readonly shelves: Shelves
  readonly plan: StormPlan
  readonly seed: number
  readonly goesOn: () => boolean
}

async function buy(buyer: number, { desk, shelves, plan, seed, goesOn }: Crowd): Promise<void> {
  const chance = random(seed * 100_003 + buyer)
  for (let trip = 0; goesOn(); trip += 1) {
    await shop({ name: `b${buyer}t${trip}`, desk, shelves, plan, chance })
  }
}

/** Calls for the set-up and the end, when nothing is killed: what is not answered is an error. */
const caller =
  (crew: Crew, chance: Random): CallService =>
  async (method, args) => {
    const answer = await crew.call(method, args, null, chance)
    if (answer.kind === "answer") return answer.value
    throw new Error(`${method} was not answered: ${"message" in answer ? answer.message : answer.kind}`)
  }

/** What killed workers had sent may still be carried out: the books are read when nobody is at work any more. */
async function untilQuiet(knex: Knex): Promise<void> {
  await untilAnswers(knex)
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await countBusySessions(knex)) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("The database is still at work a minute after the last buyer left.")
}
