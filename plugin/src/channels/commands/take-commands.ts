import type { OrderCommand } from "@anyshelf/connector-kit"
import type { CommandOutcome, CommandType, DueCommand } from "../../domain/channels/command"
import { refuse, untouched } from "../../domain/channels/judge-command"
import type { Channel } from "../channel"
import { askAbout, byHand } from "./ask-about"
import type { OrderDesk } from "./order-desk"

/** A command that is claimed, written down as sent, and to be sent now. */
export interface OrderSending {
  readonly due: DueCommand
  readonly command: OrderCommand
}

/** What a claim brought. */
export interface Taken {
  readonly sendings: readonly OrderSending[]
  /** How many were claimed, those that cannot be sent included. */
  readonly claimed: number
}

/**
 * Claims what the channel is to be told now, each command of another order, and writes down that it may have been sent. What cannot be
 * sent at all is put before a person.
 */
export async function takeCommands(channel: Channel, desk: OrderDesk, limit: number, leaseMs: number): Promise<Taken> {
  const { id: connectionId, owner } = channel
  const due = await desk.memory.claim({ connectionId, owner, limit, leaseMs })
  if (due.length === 0) return { sendings: [], claimed: 0 }
  const refused = due.flatMap((each): CommandOutcome[] => {
    const reason = whyNot(channel, each)
    return reason === null ? [] : [refuse(each, reason)]
  })
  const possible = due.filter(({ id }) => !refused.some((outcome) => outcome.id === id))
  try {
    if (refused.length > 0) await desk.memory.recordOutcomes(owner, refused)
    const ids = possible.map(({ id }) => id)
    const ours = await desk.memory.recordSending(owner, ids)
    await askAbout(channel, due, refused)
    const sendings = possible.filter(({ id }) => ours.has(id)).map((each) => ({ due: each, command: toCommand(each) }))
    return { sendings, claimed: due.length }
  } catch (error) {
    await desk.memory.recordOutcomes(owner, possible.map(untouched))
    throw error
  }
}

/** What keeps a command from being sent at all, as a sentence for a person; null when nothing does. */
function whyNot(channel: Channel, { payload, needs, neededRef }: DueCommand): string | null {
  if (!channel.connection.connector.capabilities.commands.includes(payload.type)) return byHand
  if (needs !== null && neededRef === null && payload.type in madeBy)
    return "The channel did not say under which id it keeps what this belongs to: do it by hand there, then drop this."
  return null
}

/** By which field a command names what the one before it made. */
const madeBy: Readonly<Partial<Record<CommandType, string>>> = {
  track: "fulfilmentRef",
  unfulfil: "fulfilmentRef",
  receive: "returnRef",
}

/** What a connector that looks first tells this command by from others that look alike. */
function besideOf({ payload: { type }, made, received }: DueCommand): object {
  if ((type === "fulfil" || type === "collected") && made.length > 0) return { others: made }
  if (type === "receive" && received.length > 0)
    return { before: received.map(({ lineRef, quantity }) => ({ lineRef, quantity })) }
  return {}
}

/** The kit's command, with the id of what an earlier command made. */
export function toCommand(due: DueCommand): OrderCommand {
  const { payload, neededRef } = due
  const field = madeBy[payload.type]
  const made = neededRef !== null && field ? { [field]: neededRef } : {}
  // The ids that a payload may lack are filled in by `made`, or the command was refused before.
  return { ...payload, ...made, ...besideOf(due), key: keyOf(due) } as OrderCommand
}

/** The key that the channel is given: the same for each repetition, another once a person has a refused command tried again. */
const keyOf = ({ key, generation }: DueCommand) => (generation === 0 ? key : `${key}:${generation}`)
