import type { InventoryTypes } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { HoldOutcome, HoldRequest, ReserveOutcome, ReserveRequest } from "./contract"
import type { InventoryContext, ReservationInput } from "./core"
import { ClaimEngine } from "./engine/claim-engine"
import { ClaimEvents } from "./engine/claim-events"
import { holdOutcome, madeReservations, reserveOutcome } from "./engine/read-answer"
import { readHold, readReservations, readReserve } from "./engine/read-request"
import type { Judged } from "./engine/claim-request"
import { SafeLevels } from "./safe-levels"

/** A call with more lines than this goes out by itself. */
const linesMax = 200

type Reservation = InventoryTypes.ReservationItemDTO

/** Claims by many callers at once, gathered into few statements. Inside a caller's own transaction they go one by one. */
export abstract class SafeClaims extends SafeLevels {
  private readonly engine = new ClaimEngine(() => this.baseRepository_.getFreshManager<SqlEntityManager>().getKnex())

  private readonly events = new ClaimEvents(this)

  /** Medusa calls these when the process is told to end: what was taken is finished, and nothing more is taken. */
  override readonly __hooks = { onApplicationPrepareShutdown: () => this.drainClaims_() }

  protected drainClaims_(): Promise<void> {
    return this.engine.drain()
  }

  override createReservationItems(input: ReservationInput, context?: InventoryContext): Promise<Reservation>
  override createReservationItems(input: ReservationInput[], context?: InventoryContext): Promise<Reservation[]>
  override async createReservationItems(
    input: ReservationInput | ReservationInput[],
    context: InventoryContext = {}
  ): Promise<Reservation & Reservation[]> {
    const wanted = Array.isArray(input) ? input : [input]
    if (context.transactionManager || wanted.length === 0 || wanted.length > linesMax || wanted.some(hasOwnId)) {
      return super.createReservationItems(input as ReservationInput[], context) as never
    }
    const request = readReservations(wanted)
    const judged = await this.engine.claim(request)
    const made = madeReservations(judged, request)
    await this.events.tell(made, levelsOf(judged), context)
    return (Array.isArray(input) ? made : made[0]) as never
  }

  async reserve(request: ReserveRequest, context: InventoryContext = {}): Promise<ReserveOutcome> {
    const read = readReserve(request)
    if (!read.ok) return { ok: false, already: false, refusals: read.refusals }
    const judged = await this.engine.claim(read.request)
    const outcome = reserveOutcome(judged, request.lines)
    if (outcome.ok && !outcome.already) {
      const made = outcome.reservations.filter(({ locationId }) => locationId !== null)
      await this.events.tell(made, levelsOf(judged), context)
    }
    return outcome
  }

  async hold(request: HoldRequest): Promise<HoldOutcome> {
    const read = readHold(request)
    if (!read.ok) return { ok: false, already: false, refusals: read.refusals }
    return holdOutcome(await this.engine.claim(read.request), request.lines)
  }
}

/** Core takes an id of the caller's, though its types do not say so. Ours are what a lost answer is found again by. */
const hasOwnId = (input: object | null) =>
  typeof input === "object" && input !== null && "id" in input && input.id !== undefined

const levelsOf = ({ answer }: Judged) => (answer.ok ? (answer.levels ?? []).map((id) => ({ id })) : [])
