import { fork, type ChildProcess } from "node:child_process"
import { randomUUID } from "node:crypto"
import { resolve } from "node:path"
import { startToyServer, ToyShop, type ToyOutcome, type ToyServer, type ToyWrite } from "@anyshelf/connector-kit/toy"
import { bootChannels, type ChannelsUnderTest } from "./support/channels-module"
import { eventually } from "./support/toy-shop"
import { workerEnvironment, workerSkus, workerVariant } from "./support/worker-plan"

jest.setTimeout(180_000)

/** Remembers every write that reached it. */
class WitnessShop extends ToyShop {
  readonly writes: ToyWrite[] = []

  override write(write: ToyWrite): ToyOutcome {
    this.writes.push(write)
    return super.write(write)
  }
}

let under: ChannelsUnderTest
let server: ToyServer
let child: ChildProcess | null = null
const toyShop = new WitnessShop({
  token: "toy-token",
  webhookSecret: "toy-secret",
  articles: workerSkus.map((sku) => ({ ref: sku, title: sku, sku })),
  locations: { web: "Warehouse" },
  variant: workerVariant,
  pageSize: 50,
})

beforeAll(async () => {
  under = await bootChannels()
  server = await startToyServer(toyShop)
})
afterAll(async () => {
  child?.kill("SIGKILL")
  await server.close()
  await under.close()
})

const connectionId = `kill-${randomUUID().slice(0, 8)}`

function startWorker(): ChildProcess {
  child = fork(resolve(__dirname, "support/publishing-worker.ts"), [], {
    execArgv: ["--import", require.resolve("tsx")],
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: resolve(__dirname, "support/tsconfig.worker.json"),
      [workerEnvironment.databaseUrl]: under.database.url,
      [workerEnvironment.toyUrl]: server.url,
      [workerEnvironment.connectionId]: connectionId,
    },
    stdio: ["ignore", process.env.DEBUG ? "inherit" : "ignore", process.env.DEBUG ? "inherit" : "ignore", "ipc"],
  })
  return child
}

/** Kills the worker, as the operating system would, once so many more writes have reached the shop. */
async function killAfter(writes: number): Promise<void> {
  const worker = startWorker()
  const from = toyShop.writes.length
  await eventually(() => expect(toyShop.writes.length - from).toBeGreaterThan(writes), 60_000)
  const gone = new Promise((done) => worker.once("exit", done))
  worker.kill("SIGKILL")
  await gone
}

it("a worker that is killed three times while it publishes leaves every number right, and no sequence with two numbers", async () => {
  for (const writes of [20, 30, 40]) await killAfter(writes)
  startWorker()
  const shown = () => workerSkus.map((sku) => toyShop.available(sku, "web"))
  await eventually(() => expect(new Set(shown())).toEqual(new Set([9])), 90_000)
  const quantities = new Map<string, Set<number | undefined>>()
  for (const { key, quantity } of toyShop.writes)
    quantities.set(key, new Set([...(quantities.get(key) ?? []), quantity]))
  expect([...quantities.values()].filter((each) => each.size > 1)).toEqual([])
  expect(toyShop.counts.overLimit).toBe(0)
  await eventually(async () => {
    const health = (await under.channels.readHealth()).find((each) => each.connectionId === connectionId)
    expect(health).toMatchObject({ queueDepth: 0, drift: 0, poisoned: 0 })
  }, 30_000)
})
