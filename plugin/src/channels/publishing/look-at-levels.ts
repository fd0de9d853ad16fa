import { Disconnected, Rejected, RetryLater } from "@anyshelf/connector-kit"
import { afterLook, lookFailed } from "../../domain/channels/judge-result"
import type { DuePublication, PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import { inLane } from "../lane-context"
import { inParallel } from "../in-parallel"
import { messageOf } from "../messages"
import type { Decided } from "./sending"

const looksAtOnce = 4

/** What a look gave: the units shown (null where the channel has no such level), or what its failure means. */
export type Look =
  | { readonly due: DuePublication; readonly ok: true; readonly shown: number | null }
  | { readonly due: DuePublication; readonly ok: false; readonly outcome: PublicationOutcome }

/** Sees what the channel shows where nothing may be sent before that is known. */
export async function lookAtLevels(channel: Channel, decided: readonly Decided[]): Promise<PublicationOutcome[]> {
  const asked = decided.flatMap(({ due, decision }) => (decision.do === "look" ? [{ due, ref: decision.ref }] : []))
  const looks = await look(channel, asked)
  return looks.map((each) => (each.ok ? afterLook(each.due, each.shown, channel.clock.random()) : each.outcome))
}

/** Asks the channel for levels. One that cannot be had does not keep the others from being seen. */
export function look(
  channel: Channel,
  asked: readonly { readonly due: DuePublication; readonly ref: string }[]
): Promise<Look[]> {
  return inLane("down", () =>
    inParallel(asked, looksAtOnce, async ({ due, ref }): Promise<Look> => {
      try {
        const level = await channel.session.get("stock", ref)
        return { due, ok: true, shown: level?.available ?? null }
      } catch (error) {
        // Nobody is heard until a person has acted: that is the connection's trouble, and not this level's.
        if (error instanceof Disconnected) throw error
        return { due, ok: false, outcome: lookFailed(due, failureOf(error), channel.clock.random()) }
      }
    })
  )
}

function failureOf(error: unknown) {
  const afterMs = error instanceof RetryLater ? error.afterMs : undefined
  return { message: messageOf(error), isFinal: error instanceof Rejected, ...(afterMs !== undefined && { afterMs }) }
}
