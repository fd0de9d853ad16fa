/** How hard a storm blows. */
export interface StormPlan {
  readonly name: "full" | "short" | "tiny"
  /** Processes that serve buyers. */
  readonly workers: number
  /** Buyers at the same time. */
  readonly buyers: number
  /** Claims to be judged: holds and reservations. Repetitions, releases and bindings come on top. */
  readonly attempts: number
  readonly hotItems: number
  readonly normalItems: number
  /** SIGKILLs of workers. */
  readonly workerKills: number
  /** Kills of PostgreSQL: of the server, of one of its processes, or of all its sessions. */
  readonly databaseKills: number
  /** Carts of several lines, from 0 to 1. */
  readonly multiLineShare: number
  /** Answered calls that are sent once more with the same key, from 0 to 1. */
  readonly replayShare: number
  /** How long a cart holds stock, in milliseconds. */
  readonly ttlMs: { readonly from: number; readonly to: number }
  /** By how much the clock of the last worker is wrong, forwards and backwards in turn, in milliseconds. */
  readonly clockShiftMs: number
}

const shared = {
  workers: 3,
  multiLineShare: 0.2,
  replayShare: 0.05,
  ttlMs: { from: 1_000, to: 20_000 },
  clockShiftMs: 600_000,
}

export const fullPlan: StormPlan = {
  ...shared,
  name: "full",
  buyers: 1_000,
  attempts: 300_000,
  hotItems: 3,
  normalItems: 1_000,
  workerKills: 30,
  databaseKills: 10,
}

/** For CI: three minutes at most on two cores, set-up included. */
export const shortPlan: StormPlan = {
  ...shared,
  name: "short",
  buyers: 1_000,
  attempts: 20_000,
  hotItems: 3,
  normalItems: 300,
  workerKills: 4,
  databaseKills: 3,
}

/** The first seed, so that a run can be told apart and repeated by its number. */
export const firstSeed = 1
export const seedsOfFullPlan = 5
