import type { Connection } from "../doctor/queries/run"
import {
  aboutHowManyMovements,
  countHolds,
  findOurs,
  linesPromised,
  readPools,
  type OursRow,
  type PoolRow,
} from "./queries/plan"

/** What removing Anyshelf from a database would do. */
export interface RemovalPlan {
  /** Living holds of carts: they end, and the carts are judged by Medusa at checkout. */
  readonly holds: number
  /** Pool reservations, which become ordinary ones where they are set aside. */
  readonly pools: readonly PoolRow[]
  /** Order lines that were promised units of a delivery that is still to come: Medusa has no word for that. */
  readonly promised: readonly string[]
  /** About how many movements the ledger has. */
  readonly movements: number
  /** Everything in the database that bears our name. */
  readonly ours: readonly OursRow[]
}

/** Reads what is there to remove. */
export async function planRemoval(connection: Connection): Promise<RemovalPlan> {
  return {
    holds: await countHolds(connection),
    pools: await readPools(connection),
    promised: await linesPromised(connection),
    movements: await aboutHowManyMovements(connection),
    ours: await findOurs(connection),
  }
}

/** Order lines whose reservation lies at several places: Medusa's fulfilment would use up each of them in full. */
export const scatteredLines = ({ pools }: RemovalPlan): string[] => [
  ...new Set(pools.filter(({ places }) => Number(places) > 1).map((pool) => pool.line_item_id ?? pool.claim_id)),
]
