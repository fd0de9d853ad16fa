import { afterLook } from "../../domain/channels/judge-result"
import type { PublicationOutcome } from "../../domain/channels/publication"
import type { Channel } from "../channel"
import { inLane } from "../lane-context"
import { inParallel } from "../in-parallel"
import type { Decided } from "./sending"

const looksAtOnce = 4

/** Sees what the channel shows where nothing may be sent before that is known. */
export async function lookAtLevels(channel: Channel, decided: readonly Decided[]): Promise<PublicationOutcome[]> {
  const looks = decided.flatMap(({ due, decision }) => (decision.do === "look" ? [{ due, ref: decision.ref }] : []))
  return inLane("down", () =>
    inParallel(looks, looksAtOnce, async ({ due, ref }) => {
      const level = await channel.session.get("stock", ref)
      return afterLook(due, level?.available ?? null, channel.clock.random())
    })
  )
}
