import {
  TransactionOrchestrator,
  type DistributedTransactionType as Transaction,
} from "@medusajs/framework/orchestration"
import { runInCircumstances } from "../inventory/cause"
import { causeOfRun, type WorkflowRun } from "./cause-of-run"

/** Says on the class that it was wrapped, so that an application that starts twice in a process wraps it once. */
const followed: unique symbol = Symbol.for("@anyshelf/plugin follows workflows")

/** The four methods through which every step of every workflow runs, be it begun, resumed, answered or undone. */
interface Orchestrator {
  [followed]?: true
  resume(transaction: Transaction): Promise<void>
  cancelTransaction(transaction: Transaction, options?: object): Promise<void>
  registerStepSuccess(answer: StepAnswer): Promise<Transaction>
  registerStepFailure(answer: StepAnswer): Promise<Transaction>
}

interface StepAnswer {
  /** `workflow:transaction:step:type`. */
  readonly responseIdempotencyKey: string
  readonly transaction?: Transaction
}

/**
 * Has every workflow's steps run in circumstances that name the workflow, so that the ledger can say why stock moved although
 * core's workflows tell nothing. Why here, and not around the engine's `run`: see decision 6.
 */
export function followWorkflows(prototype = TransactionOrchestrator.prototype as unknown as Orchestrator): void {
  if (prototype[followed]) return
  const { resume, cancelTransaction, registerStepSuccess, registerStepFailure } = prototype
  refuseUnknown({ resume, cancelTransaction, registerStepSuccess, registerStepFailure })
  prototype[followed] = true
  prototype.resume = function (transaction) {
    return inside(runOf(transaction), () => resume.call(this, transaction))
  }
  prototype.cancelTransaction = function (transaction, options) {
    return inside(runOf(transaction), () => cancelTransaction.call(this, transaction, options))
  }
  prototype.registerStepSuccess = function (answer) {
    return inside(answeredRun(answer), () => registerStepSuccess.call(this, answer))
  }
  prototype.registerStepFailure = function (answer) {
    return inside(answeredRun(answer), () => registerStepFailure.call(this, answer))
  }
}

function refuseUnknown(methods: Record<string, unknown>): void {
  const missing = Object.keys(methods).filter((name) => typeof methods[name] !== "function")
  if (missing.length === 0) return
  throw new Error(
    `Medusa's workflows have no ${missing.join(", ")}, so the stock ledger could not say why stock moves. ` +
      "Install the version of @anyshelf/plugin that is made for this version of Medusa."
  )
}

const inside = <T>(run: WorkflowRun, work: () => T): T => runInCircumstances((around) => causeOfRun(run, around), work)

const runOf = (transaction: Transaction): WorkflowRun => ({
  workflowId: transaction.modelId,
  transactionId: transaction.transactionId,
  input: transaction.payload,
  parentStepKey: transaction.getFlow().metadata?.parentStepIdempotencyKey,
})

/** A step that was answered from outside: its transaction is loaded inside the call, so only the key is known here. */
function answeredRun({ transaction, responseIdempotencyKey }: StepAnswer): WorkflowRun {
  if (transaction) return runOf(transaction)
  const [workflowId = "", transactionId = ""] = responseIdempotencyKey.split(":")
  return { workflowId, transactionId, input: undefined }
}
