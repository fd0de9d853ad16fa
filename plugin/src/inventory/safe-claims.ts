import { EmitEvents, InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type { InventoryTypes } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { HoldOutcome, HoldRequest, ReserveOutcome, ReserveRequest } from "./contract"
import type { InventoryContext, ReservationInput } from "./core"
import { ClaimEngine } from "./engine/claim-engine"
import { holdOutcome, madeReservations, reserveOutcome } from "./engine/read-answer"
import { readHold, readReservations, readReserve } from "./engine/read-request"
import type { Judged } from "./engine/claim-request"
import { SafeLevels } from "./safe-levels"
import { announce } from "./transaction"

type Reservation = InventoryTypes.ReservationItemDTO

/** Claims by many callers at once, gathered into few statements. Inside a caller's own transaction they go one by one. */
export abstract class SafeClaims extends SafeLevels {
  private readonly engine = new ClaimEngine(() => this.baseRepository_.getFreshManager<SqlEntityManager>().getKnex())

  /** Medusa calls these when the process is told to end: what was taken is finished, and nothing more is taken. */
  override readonly __hooks = { onApplicationPrepareShutdown: () => this.engine.drain() }

  override createReservationItems(input: ReservationInput, context?: InventoryContext): Promise<Reservation>
  override createReservationItems(input: ReservationInput[], context?: InventoryContext): Promise<Reservation[]>
  @InjectManager()
  @EmitEvents()
  override async createReservationItems(
    input: ReservationInput | ReservationInput[],
    @MedusaContext() context: InventoryContext = {}
  ): Promise<Reservation & Reservation[]> {
    const wanted = Array.isArray(input) ? input : [input]
    if (context.transactionManager || wanted.length === 0 || wanted.length > 200) {
      return super.createReservationItems(input as ReservationInput[], context) as never
    }
    const request = readReservations(wanted)
    const judged = await this.engine.claim(request)
    const made = madeReservations(judged, request)
    announce(this, "created", "reservation_item", made, context)
    announce(this, "updated", "inventory_level", levelsOf(judged), context)
    return (Array.isArray(input) ? made : made[0]) as never
  }

  @InjectManager()
  @EmitEvents()
  async reserve(request: ReserveRequest, @MedusaContext() context: InventoryContext = {}): Promise<ReserveOutcome> {
    const read = readReserve(request)
    if (!read.ok) return { ok: false, already: false, refusals: read.refusals }
    const outcome = reserveOutcome(await this.engine.claim(read.request), request.lines)
    if (outcome.ok && !outcome.already) {
      const made = outcome.reservations.filter(({ locationId }) => locationId !== null)
      announce(this, "created", "reservation_item", made, context)
    }
    return outcome
  }

  async hold(request: HoldRequest): Promise<HoldOutcome> {
    const read = readHold(request)
    if (!read.ok) return { ok: false, already: false, refusals: read.refusals }
    return holdOutcome(await this.engine.claim(read.request), request.lines)
  }
}

const levelsOf = ({ answer }: Judged) => (answer.ok ? (answer.levels ?? []).map((id) => ({ id })) : [])
