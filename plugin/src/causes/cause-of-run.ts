import type { MovementCause } from "../inventory/contract"
import { subjectOf } from "./subject"

/** A run of one of Medusa's workflows, as its engine knows it. */
export interface WorkflowRun {
  readonly workflowId: string
  readonly transactionId: string
  readonly input: unknown
  /** The step of another workflow that this run is, as `workflow:transaction:step:type`; absent where it runs by itself. */
  readonly parentStepKey?: string | undefined
}

/**
 * Why stock moves inside a run. A run that is a step of another one belongs to it: the outermost names the cause. A run that
 * was started by itself, though from inside another (by a subscriber, or by a payment webhook), is a cause of its own. Who
 * acts, and the correlation id, come from around.
 */
export function causeOfRun(run: WorkflowRun, around: MovementCause | undefined): MovementCause {
  const subject = subjectOf(run.workflowId, run.input)
  if (run.parentStepKey !== undefined) return { ...(around ?? causeOfParent(run.parentStepKey)), ...partOf(subject) }
  return {
    cause: run.workflowId,
    ...subject,
    correlationId: around?.correlationId ?? run.transactionId,
    ...actorOf(around),
    ...(around?.reason !== undefined && { reason: around.reason }),
  }
}

/** What only the inner run knows of itself; what the outer one is about stays. */
function partOf({ kind, holder }: ReturnType<typeof subjectOf>) {
  return { ...(kind !== undefined && { kind }), ...(holder !== undefined && { holder }) }
}

/** A step that another process took over: of its parent only the key is known. */
function causeOfParent(key: string): MovementCause {
  const [cause = "", correlationId = ""] = key.split(":")
  return { cause, correlationId, actor: "system" }
}

/** Nobody asked for a run that no request is around of: the system did. */
function actorOf(around: MovementCause | undefined): Pick<MovementCause, "actor"> {
  if (!around) return { actor: "system" }
  return around.actor === undefined ? {} : { actor: around.actor }
}
