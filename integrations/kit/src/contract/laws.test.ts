import { toy, toyFetch, ToyShop } from "../toy"
import type { Connector, Session } from "../connector"
import { connectorLaws, type ContractHarness } from "."

type Break = (session: Session) => Partial<Session>

/** A toy connection whose connector does one thing wrong. */
function brokenHarness(breakIt: Break): ContractHarness {
  const secrets = { token: "token-of-the-toy-shop", webhookSecret: "secret-of-the-toy-shop" }
  const articles = ["cup", "plate", "bowl"].map((ref) => ({ ref, title: ref, sku: ref.toUpperCase() }))
  const shop = new ToyShop({ ...secrets, articles, locations: { east: "East" } })
  const connection = toy({ id: "toys", url: "http://toy.invalid", salesChannel: "Toys", ...secrets })
  const open: Connector["open"] = (config, host) => {
    const session = connection.connector.open(config as typeof connection.config, host)
    return { ...session, ...breakIt(session) }
  }
  shop.count("cup", "east", 5)
  return {
    connection: { ...connection, connector: { ...connection.connector, open } },
    fetch: toyFetch(shop),
    level: { stockRef: "cup", locationRef: "east" },
    show: async (quantity) => shop.count("cup", "east", quantity),
    shown: async () => shop.available("cup", "east"),
    sell: async () => {
      const { order, webhook } = shop.sell("cup", "east", 1)
      return { orderRef: order.ref, webhook }
    },
    signatureHeader: "x-toy-signature",
    missingStockRef: "ghost",
    close: async () => undefined,
  }
}

async function brokenLaws(breakIt: Break): Promise<string[]> {
  const broken: string[] = []
  for (const law of connectorLaws) await law.check(brokenHarness(breakIt)).catch(() => broken.push(law.name))
  return broken
}

/** What an author may get wrong, and that somebody notices. */
const mistakes: Readonly<Record<string, Break>> = {
  "writes without comparing": ({ push }) => ({
    push: (commands) => push(commands.map((command) => ({ ...command, expected: null }))),
  }),
  "loses the order of results": ({ push }) => ({ push: async (commands) => [...(await push(commands))].reverse() }),
  "leaves refused rows out": ({ push }) => ({
    push: async (commands) => (await push(commands)).filter(({ status }) => status !== "rejected"),
  }),
  "claims success whatever happens": ({ push }) => ({
    push: async (commands) => (await push(commands)).map(({ key }) => ({ key, status: "applied" })),
  }),
  "throws from a push": ({ push }) => ({
    push: async (commands) => {
      const results = await push(commands)
      if (results.some(({ status }) => status === "unknown")) throw new Error("no answer")
      return results
    },
  }),
  "pushes one more each time": ({ push }) => ({
    push: (commands) =>
      push(
        commands.map((command) => ({
          ...command,
          key: `${command.key}${Math.random()}`,
          quantity: command.quantity + 1,
        }))
      ),
  }),
  "never ends a feed": ({ pull }) => ({
    pull: async (feed, cursor) => ({ ...(await pull(feed, cursor)), next: cursor ?? "0" }),
  }),
  "does not say where to resume": ({ pull }) => ({
    pull: async (feed, cursor) => {
      const { items, next } = await pull(feed, cursor)
      return { items, next }
    },
  }),
  "resumes behind what it has not read": ({ pull }) => ({
    pull: async (feed, cursor) => {
      const page = await pull(feed, cursor)
      return page.next === null ? { ...page, resume: "99" } : page
    },
  }),
  "throws for an unknown ref": ({ get }) => ({
    get: async (feed, ref) => {
      const record = await get(feed, ref)
      if (!record) throw new Error("not found")
      return record
    },
  }),
  "uses the global fetch": ({ pull }) => ({
    pull: async (feed, cursor) => {
      await fetch("http://127.0.0.1:9")
      return pull(feed, cursor)
    },
  }),
  "believes every webhook": ({ webhook }) => ({
    webhook: async (request) => {
      const verdict = await webhook?.(request)
      return verdict?.ok ? verdict : { ok: true, dedupe: "x", hints: [] }
    },
  }),
  "tells no two webhooks apart": ({ webhook }) => ({
    webhook: async (request) => {
      const verdict = await webhook?.(request)
      return verdict?.ok ? { ...verdict, dedupe: "always" } : { ok: false, reason: "signature" }
    },
  }),
}

test.each(Object.entries(mistakes))("a connector that %s breaks a law", async (_name, breakIt) => {
  expect(await brokenLaws(breakIt)).not.toEqual([])
})

test("a connector that does all right breaks none", async () => {
  expect(await brokenLaws(() => ({}))).toEqual([])
})
