import assert from "node:assert/strict"
import { random, type Random } from "../../../prove/random"
import { startChannelEngine } from "../../start-channel-engine"
import { receiveWebhook } from "../../receive-webhook"
import type { ContractHarness } from "@anyshelf/connector-kit/contract"
import { locationOfTrial, openTrial, type Trial } from "./trial"
import type { ConnectorStory } from "./story"

const salesOnChannel = 12
const salesAtHome = 6
const faultChance = 0.08
const withinMs = 60_000
const lookEveryMs = 100

/** Quick enough that nobody waits, slow enough for a stand-in on a busy machine. */
const quick = {
  fanOutEveryMs: 20,
  pollEveryMs: 50,
  echoesEveryMs: 50,
  ordersEveryMs: 500,
  leaseMs: 5_000,
  requestTimeoutMs: 5_000,
}

export const crowdStory: ConnectorStory = {
  part: "simulator",
  name: "while channel and shop sell the same shelf and answers are lost, each order is ours once and the numbers agree in the end",
  hint: "A command without an answer must be `unknown`, never `applied` or `rejected`; and the same key again must change nothing more.",
  check: async (harness, { seed }) => {
    const chance = random(seed)
    const weather = { isBad: false }
    const trial = await openTrial(harness, { fetch: lossy(harness.fetch ?? fetch, chance, weather) })
    const { around, connection } = trial
    weather.isBad = true
    const engine = startChannelEngine({ ...around, connections: [connection], timing: quick })
    try {
      await agree(harness, trial, [])
      const sold = await sellOnBothSides(harness, trial, chance)
      await agree(harness, trial, sold)
    } finally {
      await engine.stop()
    }
  },
}

/** Loses requests and answers; the engine must live with it. */
function lossy(reach: typeof fetch, chance: Random, weather: { readonly isBad: boolean }): typeof fetch {
  return async (input, init) => {
    if (!weather.isBad) return reach(input, init)
    if (chance.happens(faultChance)) throw new TypeError("fetch failed")
    const response = await reach(input, init)
    if (chance.happens(faultChance)) {
      await response.body?.cancel()
      throw new TypeError("fetch failed")
    }
    return response
  }
}

async function sellOnBothSides(harness: ContractHarness, trial: Trial, chance: Random): Promise<string[]> {
  const sold: string[] = []
  for (let act = 0; act < salesOnChannel + salesAtHome; act += 1) {
    if (act % 3 === 2) sellAtHome(trial, act)
    else if ((await harness.shown()) > 0) {
      const { orderRef, webhook } = await harness.sell()
      sold.push(orderRef)
      if (!chance.happens(0.2)) await hear(trial, webhook)
    }
    await pause(chance.between(1, 60))
  }
  return sold
}

function sellAtHome({ shelf, itemId }: Trial, act: number): void {
  const id = `web-${act}`
  shelf.reserve([{ id, itemId, locationId: locationOfTrial, quantity: 1, orderId: id, actor: "web" }])
}

const hear = ({ memory, connection }: Trial, webhook: Parameters<typeof receiveWebhook>[2]) =>
  receiveWebhook(
    { findConnection: async () => connection, receiveWebhook: memory.receiveWebhook, wakeEngine: () => undefined },
    connection.id,
    webhook
  )

/** Waits until each order is ours once and the channel shows what our shelf can promise. */
async function agree(harness: ContractHarness, trial: Trial, sold: readonly string[]): Promise<void> {
  const end = Date.now() + withinMs
  for (;;) {
    const wrong = await disagreement(harness, trial, sold)
    if (wrong === null) return
    assert.ok(Date.now() < end, `After ${withinMs} ms: ${wrong}. ${stateOf(trial)}`)
    await harness.settle?.()
    await pause(lookEveryMs)
  }
}

async function disagreement(harness: ContractHarness, trial: Trial, sold: readonly string[]): Promise<string | null> {
  for (const orderRef of sold) {
    const ours = trial.ourOrder(orderRef)
    if (!ours) return `the order ${orderRef} is not ours`
    assert.equal(ours.made, 1, `The order ${orderRef} was made ${ours.made} times.`)
    assert.equal(
      trial.promisedTo(orderRef),
      1,
      `${trial.promisedTo(orderRef)} units are kept for the order ${orderRef}.`
    )
  }
  const [shown, wanted] = [await harness.shown(), Math.max(0, trial.shelf.free(trial.itemId, locationOfTrial))]
  return shown === wanted ? null : `the channel shows ${shown}, and ${wanted} can be promised`
}

/** Why nothing moves, for whoever has to find out. */
function stateOf({ tables }: Trial): string {
  const waiting = [...tables.publications.values()].filter(
    ({ dirtyVersion, settledVersion }) => dirtyVersion > settledVersion
  )
  return waiting
    .map(({ stockRef, state, lastError }) => `${stockRef} is ${state}: ${lastError ?? "it waits its turn"}`)
    .join("; ")
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
