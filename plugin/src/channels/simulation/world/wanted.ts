import type { ChannelPlan } from "../plan"

/**
 * What a channel should show at each of its places once all is quiet, reckoned from what its documentation says of the modes and not by
 * the engine's own code. Null where the mode depends on what was measured meanwhile.
 *
 * @param promised - what each place can promise
 */
export function shownInAll(
  channels: readonly ChannelPlan[],
  channel: number,
  promised: readonly number[]
): readonly number[] | null {
  const pool = promised.reduce((sum, each) => sum + each, 0)
  const quantity = shownOf(channels, channel, pool)
  if (quantity === null) return null
  // What is withheld is taken from the first place that has it.
  let withheld = pool - quantity
  return promised.map((each) => {
    const taken = Math.min(each, withheld)
    withheld -= taken
    return each - taken
  })
}

function shownOf(channels: readonly ChannelPlan[], channel: number, pool: number): number | null {
  const { publishing } = channels[channel]!
  const splitting = channels.flatMap((each) => (each.publishing.mode === "split-when-scarce" ? [each.publishing] : []))
  const isScarce = splitting.some(({ below }) => pool <= below)
  const percents = splitting.reduce((sum, { percent }) => sum + percent, 0)
  if (publishing.mode === "split-when-scarce")
    return isScarce ? Math.floor((pool * publishing.percent) / Math.max(100, percents)) : pool
  if (publishing.mode === "buffered" && publishing.by === "velocity") return null
  const left = Math.max(0, pool - bufferOf(publishing, pool))
  return isScarce ? Math.min(left, Math.floor((pool * Math.max(0, 100 - percents)) / 100)) : left
}

function bufferOf(publishing: ChannelPlan["publishing"], pool: number): number {
  if (publishing.mode !== "buffered") return 0
  if (publishing.by === "percent") return Math.ceil((pool * publishing.percent) / 100)
  return publishing.by === "units" ? publishing.units : 0
}
