import { spawn, type ChildProcess } from "node:child_process"
import { join } from "node:path"
import { connectorLaws, type ContractHarness } from "@anyshelf/connector-kit/contract"
import { remoteConnector } from "@anyshelf/connector-kit/protocol"
import { protocolSession, startProtocolHost } from "@anyshelf/connector-kit/remote"
import { startToyServer, ToyShop } from "@anyshelf/connector-kit/toy"

jest.setTimeout(120_000)

const key = "anyc_0123456789abcdef_0123456789012345678901234567890123456789012"
const ended: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** A toy shop, the client between, and the other end of the protocol: to the laws, a connector like any other. */
async function openHarness(): Promise<ContractHarness> {
  const shop = new ToyShop({
    token: "shop-token",
    webhookSecret: "unused",
    articles: [
      { ref: "cup", title: "Cup", sku: "CUP" },
      { ref: "hat", title: "Hat", sku: " " },
    ],
    locations: { east: "East", west: "West" },
  })
  const server = await startToyServer(shop)
  const protocol = await startProtocolHost(key)
  ended.push(server.close, protocol.close)
  ended.push(stopOf(startClient({ ANYSHELF_URL: protocol.url, SHOP_URL: server.url })))
  shop.count("cup", "east", 5)
  const feeds = ["listings", "orders", "stock", "locations"] as const
  const connector = remoteConnector({
    feeds,
    commands: ["stock"],
    stock: { write: "cas", locations: "many", zero: "number", confirm: "sync", batch: 50 },
    idempotency: { stock: "vendor-key" },
    limits: [],
  })
  return {
    connection: {
      id: "remote",
      salesChannel: "Web",
      config: {},
      connector: { ...connector, open: () => protocolSession(protocol.host, feeds) },
    },
    level: { stockRef: "cup", locationRef: "east" },
    show: async (quantity) => void shop.count("cup", "east", quantity),
    shown: async () => shop.available("cup", "east"),
    sell: async () => {
      const { order, webhook } = shop.sell("cup", "east", 1)
      return { orderRef: order.ref, webhook }
    },
    signatureHeader: "unused",
    missingStockRef: "ghost",
    close: async () => undefined,
  }
}

function startClient(env: Readonly<Record<string, string>>): ChildProcess {
  const secrets = { ANYSHELF_KEY: key, SHOP_TOKEN: "shop-token", EVERY_MS: "20" }
  return spawn(process.execPath, [join(__dirname, "../client.mjs")], {
    env: { PATH: process.env.PATH, ...secrets, ...env },
    stdio: "inherit",
  })
}

const stopOf = (client: ChildProcess) => () =>
  new Promise((resolve) => (client.once("exit", resolve), client.kill("SIGKILL")))

/** What a connector elsewhere does with webhooks and with the network, and how it is configured, is its own affair. */
const ownAreas = ["webhooks", "transport"]
const ownAffairs = [
  "an unknown or missing key of the configuration is refused by name",
  "a session reaches for nothing but its host: no fetch, timer or clock of its own, no secret in its log",
]
const laws = connectorLaws.filter(({ area, name }) => !ownAreas.includes(area) && !ownAffairs.includes(name))

test.each(laws.map((law) => [`${law.area}: ${law.name}`, law] as const))("%s", async (_name, law) => {
  const verdict = await law.check(await openHarness())
  expect(verdict).toBeDefined()
})

test("most of what can be asked of a connector elsewhere is asked", async () => {
  const tried = laws.filter(({ area }) => area === "contract" || area === "stock")
  expect(tried.length).toBeGreaterThan(10)
})
