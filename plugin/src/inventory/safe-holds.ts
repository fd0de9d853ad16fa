import { EmitEvents, InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type { Knex, SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { bindOutcome, sendBind } from "./claims/bind"
import { readBind, readRelease, refuseExtend } from "./claims/read-claims"
import { readHolds } from "./claims/read-holds"
import { ReleaseEngine } from "./claims/release-engine"
import { tidyClaims } from "./claims/tidy-claims"
import { patienceMs, untilKnown } from "./claims/until-known"
import type {
  BindOutcome,
  BindRequest,
  ExtendOutcome,
  ExtendRequest,
  HeldUnits,
  ReleaseOutcome,
  ReleaseRequest,
} from "./contract"
import type { InventoryContext } from "./core"
import { keyReused } from "./engine/read-answer"
import { extendHolds, releaseClaims, runnerOf, type Runner } from "./queries/holds"
import { SafeClaims } from "./safe-claims"
import { announce, readerOf } from "./transaction"

const lapsed = {
  reason: "lapsed",
  line: null,
  message: "The hold has lapsed, or there is none. Hold again: what is still there is judged anew.",
} as const

/** What becomes of claims once they are made. In a caller's transaction each is a statement of it; otherwise it is committed at once. */
export abstract class SafeHolds extends SafeClaims {
  private readonly releases = new ReleaseEngine(() => this.pool_())

  override readonly __hooks = {
    onApplicationPrepareShutdown: async () => {
      await Promise.all([this.drainClaims_(), this.releases.drain()])
    },
  }

  @InjectManager()
  @EmitEvents()
  async release(request: ReleaseRequest, @MedusaContext() context: InventoryContext = {}): Promise<ReleaseOutcome> {
    const read = readRelease(request)
    if (!read.ok) return { ok: false, already: false, refusals: read.refusals }
    const answer = context.transactionManager
      ? await this.write_(async (_, manager) => {
          const options = { forGood: false, patienceMs: null }
          return (await releaseClaims(runnerOf(manager), [{ ...read.request, n: 0 }], options))[0]!.answer
        }, context)
      : await this.releases.release(read.request)
    if (!answer.ok) return { ok: false, already: false, refusals: [keyReused] }
    if (!answer.already) {
      announce(this, "deleted", "reservation_item", answer.reservations.map(withId), context)
      announce(this, "updated", "inventory_level", answer.levels.map(withId), context)
    }
    return { ok: true, already: answer.already ?? false, released: answer.released }
  }

  @InjectManager()
  async extendHold(request: ExtendRequest, @MedusaContext() context: InventoryContext = {}): Promise<ExtendOutcome> {
    const refusals = refuseExtend(request)
    if (refusals.length > 0) return { ok: false, already: false, refusals }
    const { owner, ttlMs } = request
    const expiresAt = await this.decide_(context, (runner, patience) =>
      extendHolds(runner, { owner, ttlMs, patienceMs: patience })
    )
    return expiresAt ? { ok: true, expiresAt } : { ok: false, already: false, refusals: [lapsed] }
  }

  @InjectManager()
  async readHolds(
    query: { readonly owners?: readonly string[]; readonly lineItemIds?: readonly string[] },
    @MedusaContext() context: InventoryContext = {}
  ): Promise<HeldUnits[]> {
    return readHolds(readerOf(context), query)
  }

  @InjectManager()
  @EmitEvents()
  async bind(request: BindRequest, @MedusaContext() context: InventoryContext = {}): Promise<BindOutcome> {
    const read = readBind(request)
    if (!read.ok) return { ok: false, already: false, refusals: read.refusals }
    const answer = await this.decide_(context, (runner, patience) => sendBind(runner, read.request, patience))
    if (answer.ok && !answer.already) {
      announce(this, "created", "reservation_item", answer.units, context)
      announce(this, "updated", "inventory_level", answer.levels.map(withId), context)
    }
    return bindOutcome(answer, request)
  }

  @InjectManager()
  async tidyClaims(
    request: { readonly limit: number },
    @MedusaContext() context: InventoryContext = {}
  ): Promise<{ readonly holds: number; readonly keys: number }> {
    return tidyClaims(this.runnerOf_(context), request)
  }

  /** One statement: in the caller's transaction, or alone, and then again until its outcome is known. */
  private decide_<T>(context: InventoryContext, statement: (runner: Runner, patience: number | null) => Promise<T>) {
    if (context.transactionManager) {
      return this.write_((_, manager) => statement(runnerOf(manager), null), context)
    }
    return untilKnown(() => statement(this.pool_(), patienceMs))
  }

  private runnerOf_({ transactionManager }: InventoryContext): Runner {
    return transactionManager ? runnerOf(transactionManager) : this.pool_()
  }

  private pool_(): Knex {
    return this.baseRepository_.getFreshManager<SqlEntityManager>().getKnex()
  }
}

const withId = (id: string) => ({ id })
