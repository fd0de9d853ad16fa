import { EmitEvents, InjectManager, MedusaContext } from "@medusajs/framework/utils"
import type { BigNumberInput } from "@medusajs/framework/types"
import { currentCause, runWithCause } from "./cause"
import type {
  ExpectedSupply,
  MovementCause,
  PromiseDate,
  PromiseDateQuery,
  PromiseFutureOutcome,
  PromiseFutureRequest,
  ReceiptOutcome,
  SupplyOutcome,
  SupplyQuery,
  SupplyReading,
  SupplyRefused,
} from "./contract"
import type { InventoryContext } from "./core"
import { cancelSupply, expectSupply } from "./incoming/expect-supply"
import { promiseDate, promiseFuture } from "./incoming/promise-future"
import { readSupply } from "./incoming/read-supply"
import { receiveSupply } from "./incoming/receive-supply"
import { SafePolicies } from "./safe-policies"
import { readerOf } from "./transaction"

/** What is on its way, and what is promised of it. */
export abstract class SafeSupply extends SafePolicies {
  @InjectManager()
  async readSupply(query: SupplyQuery, @MedusaContext() context: InventoryContext = {}): Promise<SupplyReading> {
    return readSupply(readerOf(context), query)
  }

  @InjectManager()
  async promiseDate(
    query: PromiseDateQuery,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<PromiseDate | SupplyRefused | null> {
    return promiseDate(readerOf(context), query)
  }

  @InjectManager()
  @EmitEvents()
  async expectSupply(
    supplies: readonly ExpectedSupply[],
    @MedusaContext() context: InventoryContext = {}
  ): Promise<SupplyOutcome> {
    const cause = { cause: "expected-supply" }
    return explained(cause, () => this.write_((inside) => expectSupply(this, supplies, inside), context))
  }

  @InjectManager()
  @EmitEvents()
  async cancelSupply(id: string, @MedusaContext() context: InventoryContext = {}): Promise<SupplyOutcome> {
    const cause = { cause: "cancelled-supply", causeId: id }
    return explained(cause, () => this.write_((inside) => cancelSupply(this, id, inside), context))
  }

  @InjectManager()
  @EmitEvents()
  async receiveSupply(
    request: { readonly id: string; readonly quantity?: BigNumberInput },
    @MedusaContext() context: InventoryContext = {}
  ): Promise<ReceiptOutcome> {
    const cause = { cause: "received-supply", causeId: request.id, kind: "received" as const }
    return explained(cause, () => this.write_((inside) => receiveSupply(this, request, inside), context))
  }

  @InjectManager()
  @EmitEvents()
  async promiseFuture(
    request: PromiseFutureRequest,
    @MedusaContext() context: InventoryContext = {}
  ): Promise<PromiseFutureOutcome> {
    const cause = { cause: "future-promise", causeId: request.lineItemId }
    return explained(cause, () => this.write_((inside) => promiseFuture(this, request, inside), context))
  }
}

/** What a caller says of the cause stands; what it leaves out is said here. */
const explained = <T>(cause: MovementCause, work: () => Promise<T>): Promise<T> =>
  runWithCause({ ...cause, ...currentCause() }, work)
