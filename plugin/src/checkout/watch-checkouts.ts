import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  completeCartWorkflowId,
  compensatePaymentIfNeededStepId,
  reserveInventoryStepId,
} from "@medusajs/medusa/core-flows"
import { returnMoney } from "./return-money"

/** As many completions are followed at once; each leaves when it ends. */
const followedMost = 10_000
/** How often and after which pauses a bank that did not answer is asked again, in milliseconds. */
const pausesMs = [0, 2_000, 15_000]

/** What the workflow engine tells its subscribers; it leaves the fields that an event lacks away. */
interface WorkflowEvent {
  readonly eventType: string
  readonly transactionId: string
  readonly step?: { readonly definition?: { readonly action?: string } }
  readonly response?: unknown
  readonly errors?: readonly { readonly action?: string; readonly handlerType?: string }[]
}

/**
 * Follows every completion of a cart in this process, by route, by a bank's webhook or by a workflow, and gives the money back
 * where stock was refused. Core places no order then, but leaves what the bank holds on hold (medusajs/medusa#16825 has what else
 * may stay), and a session that still passes for paid.
 *
 * The workflow's hooks would be the place to do this, but an app has one handler for each, and other plugins need them.
 */
export function watchCheckouts(container: MedusaContainer): void {
  const sessions = new Map<string, string>()
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  const subscriber = async (event: WorkflowEvent) => {
    if (event.eventType === "onStepSuccess") remember(sessions, event)
    if (event.eventType !== "onFinish") return
    const sessionId = sessions.get(event.transactionId)
    sessions.delete(event.transactionId)
    if (sessionId && isRefused(event)) await tryToReturn(container, logger, sessionId)
  }
  void container
    .resolve(Modules.WORKFLOW_ENGINE)
    .subscribe({ workflowId: completeCartWorkflowId, subscriber, subscriberId: "anyshelf-return-money" })
}

/** The step that core would undo a payment by is given the session that will be used; nothing else says which. */
function remember(sessions: Map<string, string>, { step, response, transactionId }: WorkflowEvent): void {
  if (step?.definition?.action !== compensatePaymentIfNeededStepId) return
  const id = sessionIn(response)
  if (id) sessions.set(transactionId, id)
  const [oldest] = sessions.keys()
  if (oldest !== undefined && sessions.size > followedMost) sessions.delete(oldest)
}

function sessionIn(response: unknown): string | undefined {
  const output = (response as { output?: unknown } | null)?.output ?? response
  const id = (output as { output?: unknown } | null)?.output ?? output
  return typeof id === "string" ? id : undefined
}

const isRefused = ({ errors = [] }: WorkflowEvent) => errors.some(({ action }) => action === reserveInventoryStepId)

async function tryToReturn(container: MedusaContainer, logger: Logger, sessionId: string): Promise<void> {
  for (const pause of pausesMs) {
    await new Promise((resolve) => setTimeout(resolve, pause).unref())
    try {
      return await returnMoney(container, sessionId)
    } catch (error) {
      logger.warn(
        `The money of payment session ${sessionId}, whose cart was refused for stock, is not back: ${String(error)}`
      )
    }
  }
  logger.error(
    `Look at payment session ${sessionId} at its bank: its cart was refused for stock, and what it holds could not be given back.`
  )
}
