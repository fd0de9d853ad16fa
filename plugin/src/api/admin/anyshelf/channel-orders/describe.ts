import type { ShownCommand } from "../../../../modules/channels/commands/queries/staff"
import type { OrderCommandAnswer } from "./types"

const at = (time: Date | null) => time && new Date(time).toISOString()

/** A command, as the Admin API writes it. */
export const describeCommand = (command: ShownCommand): OrderCommandAnswer => ({
  id: command.id,
  type: command.type,
  state: command.state,
  error: command.error,
  result_ref: command.resultRef,
  attempts: command.attempts,
  created_at: new Date(command.createdAt).toISOString(),
  sent_at: at(command.sentAt),
  done_at: at(command.doneAt),
})
