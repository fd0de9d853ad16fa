import { lagWithin, addLags } from "../../domain/channels/lag-histogram"
import type { DuePublication } from "../../domain/channels/publication"
import { articleVelocity, type PublishingMode, type Sharer } from "../../domain/channels/publishing-mode"
import type { Channel } from "../channel"

/** What each publication's mode is judged by, besides the promise. */
export interface ModeReading {
  readonly publishing: PublishingMode
  readonly lagMs: number
  velocityOf(due: DuePublication): number
  sharersOf(due: DuePublication): readonly Sharer[]
}

/** Before anything was measured, a change is taken to need so long. */
const lagUnmeasuredMs = 10_000
const lagMinutes = 15

/** How a connection shows stock that others sell too. */
export const modeOf = ({ connection }: Channel): PublishingMode => connection.publishing ?? { mode: "shared" }

/** Reads what the connection's mode needs: who else sells the articles, how fast they do, and how late we are told. */
export async function readModeFacts(channel: Channel, due: readonly DuePublication[]): Promise<ModeReading> {
  const publishing = modeOf(channel)
  const sharers = new Map<string, Sharer[]>()
  for (const { publicationId, ...sharer } of await channel.channels.readSharers(due.map(({ id }) => id)))
    sharers.set(publicationId, [...(sharers.get(publicationId) ?? []), sharer])
  const sharersOf = ({ id }: DuePublication) => sharers.get(id) ?? []
  if (publishing.mode !== "buffered" || publishing.by !== "velocity")
    return { publishing, lagMs: 0, velocityOf: () => 0, sharersOf }
  const perDay = await readVelocity(channel, due, publishing.days)
  const velocityOf = ({ components }: DuePublication) => articleVelocity(components, perDay)
  return { publishing, lagMs: await readLag(channel), velocityOf, sharersOf }
}

async function readVelocity(channel: Channel, due: readonly DuePublication[], days: number) {
  const items = due.flatMap(({ components }) => components.map(({ inventoryItemId }) => inventoryItemId))
  const inventoryItemIds = [...new Set(items)]
  const velocities = await channel.inventory.readSalesVelocity({ inventoryItemIds, days, excludingActor: channel.id })
  return new Map(velocities.map(({ inventoryItemId, perDay }) => [inventoryItemId, perDay]))
}

async function readLag({ id, channels }: Channel): Promise<number> {
  const measured = (await channels.readLags({ minutes: lagMinutes })).find(({ connectionId }) => connectionId === id)
  return lagWithin(addLags(measured?.lags ?? []), 0.99) ?? lagUnmeasuredMs
}
