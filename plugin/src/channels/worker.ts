import { Disconnected, RetryLater } from "@anyshelf/connector-kit"
import { isRemote } from "@anyshelf/connector-kit/protocol"
import { backoffMs } from "../domain/channels/backoff"
import type { LiveHealth } from "../modules/channels/service"
import type { Channel, EngineTiming } from "./channel"
import { tellChannel } from "./commands/tell-channel"
import type { FairShare } from "./fair-share"
import { drainOrders } from "./drain-orders"
import { healOrders } from "./heal-orders"
import { hydrate } from "./hydrate"
import { startLoop, type Loop } from "./loop"
import { sampleDays, tellMeasures } from "./measure"
import { startDuty } from "./on-duty"
import { listProducts } from "./products/list-products"
import { publish } from "./publishing/publish"
import { checkWebhooks } from "./reconcile/check-webhooks"
import { isKnown } from "./reconcile/known"
import { sweepListings } from "./reconcile/sweep-listings"
import { sweepStock } from "./reconcile/sweep-stock"
import { readReturns, sweepReturns } from "./read-returns"
import { sweepOrders } from "./sweep-orders"
import { setUp } from "./set-up"
import { messageOf } from "./messages"

/** One connection at work. */
export interface Worker {
  wake(): void
  stop(): Promise<void>
  health(): LiveHealth
}

/** A connection that a person has to mend is looked at again after so long; our own mailbox costs nobody anything to look at. */
const mendMs = ({ connection }: Channel) => (isRemote(connection) ? 1_000 : 30_000)
const failing = { baseMs: 500, capMs: 30_000 }

/** Starts the loops of one connection, in a process that has this share. They run until they are stopped, whatever fails in them. */
export function startWorker(channel: Channel, share: FairShare): Worker {
  const { timing } = channel
  let work: Loops | null = null
  const duty = startDuty(channel, share, () => {
    const setup = loop(channel, timing.mappingEveryMs, async () => {
      if (!(await setUp(channel))) throw new Misconfigured()
      work ??= startLoops(channel)
      return false
    })
    const report = loop(channel, timing.reportEveryMs, () => again(tellHow(channel)))
    return {
      stop: async () => {
        await Promise.all([setup.stop(), report.stop()])
        await Promise.all([...(work?.quick ?? []), ...(work?.slow ?? [])].map((each) => each.stop()))
        work = null
      },
    }
  })
  return {
    wake: () => work?.quick.forEach((each) => each.wake()),
    stop: async () => {
      channel.host.close()
      await duty.stop()
    },
    health: () => ({ connectionId: channel.id, atWork: duty.isOn(), ...channel.host.health() }),
  }
}

interface Loops {
  /** Those that a sale hurries. */
  readonly quick: readonly Loop[]
  readonly slow: readonly Loop[]
}

function startLoops(channel: Channel): Loops {
  const { timing } = channel
  return {
    quick: [
      loop(channel, timing.pollEveryMs, () => hydrate(channel, "orders")),
      loop(channel, timing.pollEveryMs, () => tellChannel(channel)),
      loop(channel, healEveryMs, () => healOrders(channel)),
      loop(channel, timing.echoesEveryMs, () => listProducts(channel)),
      // A connector that runs elsewhere comes for its commands itself.
      ...(isRemote(channel.connection) ? [] : [loop(channel, publishEveryMs(timing), () => publish(channel))]),
    ],
    slow: [
      loop(channel, timing.echoesEveryMs, () => hydrate(channel, "others")),
      loop(channel, timing.ordersEveryMs, () => again(drainOrders(channel))),
      loop(channel, timing.ordersEveryMs, () => again(readReturns(channel))),
      loop(channel, 0, (signal) => sweepOn(channel, signal, sweepListings)),
      loop(channel, 0, (signal) => sweepOn(channel, signal, sweepStock)),
      loop(channel, 0, (signal) => sweepOn(channel, signal, whenKnown(sweepOrders))),
      loop(channel, 0, (signal) => sweepOn(channel, signal, whenKnown(sweepReturns))),
      loop(channel, timing.webhooksEveryMs, () => again(checkWebhooks(channel))),
      loop(channel, timing.tidyEveryMs, () => again(tidy(channel))),
    ],
  }
}

const again = async (work: Promise<unknown>) => {
  await work
  return false
}

/** Between looks at orders that may be whole by now. */
const healEveryMs = 5_000

/** A number that was just written waits a little before it is written again, and must then not wait for a slow look, too. */
const publishEveryMs = ({ pollEveryMs }: EngineTiming) => Math.min(pollEveryMs, 200)

/** Takes a step of a whole reading, and says how long to wait before the next, in milliseconds. */
type SweepStep = (channel: Channel) => Promise<number>

/** Rests between two steps; a page that is due at once is asked for after a breath, so that nobody else is starved. */
async function sweepOn(channel: Channel, signal: AbortSignal, step: SweepStep): Promise<boolean> {
  const afterMs = await step(channel)
  await channel.clock.sleep(Math.max(breathMs, afterMs), signal)
  return true
}

const breathMs = 50

/** Orders and returns are compared when it is known what they may be of. */
const whenKnown =
  (step: SweepStep): SweepStep =>
  async (channel) =>
    (await isKnown(channel)) ? step(channel) : 1_000

async function tidy({ channels }: Channel): Promise<void> {
  await channels.forgetWebhooks({ days: webhookDays })
  await channels.forgetSamples({ days: sampleDays })
}

/** No vendor repeats a webhook after so long. */
const webhookDays = 7

/** Writes down when the channel last answered, until when it is left alone, and what was counted. */
async function tellHow(channel: Channel): Promise<void> {
  const { id: connectionId, host, channels, meter, timing } = channel
  if (host.openUntil() !== null) meter.circuitOpen(timing.reportEveryMs)
  const at = (time: number | null) => (time === null ? null : new Date(time))
  await channels.saveContact({
    connectionId,
    lastContactAt: at(host.lastAnswerAt()),
    circuitOpenUntil: at(host.openUntil()),
  })
  await tellMeasures(channel)
}

/** Its row says why; a person has to correct the options or the shop. */
class Misconfigured extends Error {
  override readonly name = "Misconfigured"
}

function loop(channel: Channel, everyMs: number, run: (signal: AbortSignal) => Promise<boolean>): Loop {
  let failures = 0
  return startLoop({
    clock: channel.clock,
    everyMs,
    run: async (signal) => {
      const more = await run(signal)
      failures = 0
      return more
    },
    failed: (error) => {
      failures += 1
      return afterFailure(channel, error, failures)
    },
  })
}

/** How long to wait after a round that failed; what a person has to mend is written down. */
async function afterFailure(channel: Channel, error: unknown, failures: number): Promise<number> {
  const wait = backoffMs(failures, failing, channel.clock.random())
  if (error instanceof Misconfigured) return mendMs(channel)
  if (error instanceof RetryLater) return Math.max(error.afterMs ?? 0, wait)
  if (error instanceof Disconnected) {
    const status = { connectionId: channel.id, status: "disconnected" as const, reason: error.message }
    await channel.channels.saveStatus(status).catch(() => undefined)
    channel.log.warn(error.message)
    return mendMs(channel)
  }
  channel.log.warn("A round failed and will be tried again.", { error: messageOf(error), afterMs: wait })
  return wait
}
