import type { CommandOutcome, DueCommand } from "../../domain/channels/command"
import type { Channel } from "../channel"

/** Why a command is refused that the channel has no way to be told. */
export const byHand = "This channel cannot be told of it: do it by hand there, then drop this."

/** Puts commands that were refused before a person. */
export async function askAbout(
  channel: Channel,
  due: readonly DueCommand[],
  outcomes: readonly CommandOutcome[]
): Promise<void> {
  const tasks = outcomes.flatMap(({ id, state, error }) => {
    const command = due.find((each) => each.id === id)
    if (state !== "refused" || !command) return []
    const kind = error === byHand ? ("command-by-hand" as const) : ("command-refused" as const)
    const reason = `"${command.payload.type}" for the order ${command.orderRef}: ${error ?? "no reason given."}`
    return [{ connectionId: channel.id, kind, subject: id, reason }]
  })
  if (tasks.length > 0) await channel.channels.openTasks(tasks)
}
