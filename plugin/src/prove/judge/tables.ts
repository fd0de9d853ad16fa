/** What the database says after a storm, read in one snapshot. */
export interface Tables {
  /** The database's clock at the reading, in milliseconds since 1970. */
  readonly at: number
  readonly pairs: readonly PairRow[]
  readonly reservations: readonly ReservationRow[]
  readonly claims: readonly ClaimRow[]
  readonly keys: readonly KeyRow[]
  readonly causes: readonly CauseRow[]
}

/** One level, what its rows add up to, and what its ledger folds to. */
export interface PairRow {
  readonly item: string
  readonly place: string
  readonly on_hand: number
  readonly reserved: number
  readonly held: number
  readonly unrouted: number
  readonly version: number
  /** Sums over living reservations, over all holds, over holds that live, over pool-scoped reservations. */
  readonly sum_reserved: number
  readonly sum_held: number
  readonly sum_living: number
  readonly sum_unrouted: number
  /** The fold of the ledger: sums of its changes, how many there are, the last version. */
  readonly fold_on_hand: number
  readonly fold_reserved: number
  readonly movements: number
  readonly last_version: number
  /** Movements that do not begin where the one before ended. */
  readonly breaks: number
  /** The most by which reservations ever exceeded what was on hand, by the ledger; 0 or less when never. */
  readonly most_over: number
  /** Whether figures and their raw twins agree. */
  readonly is_raw_right: boolean
}

export interface ReservationRow {
  readonly id: string
  readonly line: string | null
  readonly item: string
  readonly place: string
  readonly quantity: number
  readonly is_deleted: boolean
}

/** A hold, or a pool-scoped reservation, at one place. */
export interface ClaimRow {
  readonly kind: "hold" | "reservation"
  readonly owner: string
  readonly line: string | null
  readonly item: string
  readonly place: string
  readonly quantity: number
  readonly is_living: boolean
}

export interface KeyRow {
  readonly key: string
  /** Null while no answer stands. */
  readonly ok: boolean | null
}

/** What the ledger ascribes to one cause. */
export interface CauseRow {
  readonly id: string
  readonly on_hand: number
  readonly reserved: number
  readonly movements: number
}
