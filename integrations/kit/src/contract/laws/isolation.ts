import assert from "node:assert/strict"
import { AsyncLocalStorage } from "node:async_hooks"
import { createHost } from "../../host"
import type { Host, Session } from "../../connector"
import { fetchOfNow } from "../faults"
import type { ContractHarness } from "../harness"
import { lawsOf, type Law } from "../law"
import { assertSame, writeOf } from "../session"
import { readAll } from "./reading"

/** Where the connector is at work, as opposed to the host, the stand-in and everybody else in this process. */
const inside = new AsyncLocalStorage<string[] | null>()

/** What a connector must take from its host instead. */
const forbidden = ["fetch", "setTimeout", "setInterval", "setImmediate"] as const

export const isolationLaws: readonly Law[] = lawsOf("contract", [
  {
    name: "a session reaches for nothing but its host: no fetch, timer or clock of its own, no secret in its log",
    hint: "Send with host.fetch, tell the time with host.now(), never wait: the engine waits. Log without secrets.",
    async check(harness) {
      const write = await writeOf(harness, 1)
      const { logged, reached } = await watched(harness, async (session) => {
        await readAll(session, "locations")
        await session.push([write])
        await session.get("orders", "nothing")
      })
      assertSame([...new Set(reached)], [], "These globals were used.")
      const config = harness.connection.config as Record<string, unknown>
      for (const key of harness.connection.connector.secrets)
        assert.ok(!logged.join("\n").includes(String(config[key])), `The secret ${key} was logged.`)
    },
  },
])

/** Works in a session, and notes what it logs and reaches for. */
async function watched(harness: ContractHarness, work: (session: Session) => Promise<void>) {
  const [logged, reached]: [string[], string[]] = [[], []]
  const note = (message: string, values?: object) => void logged.push(message, JSON.stringify(values ?? {}))
  const log: Host["log"] = { debug: note, info: note, warn: note }
  const real = harness.fetch ?? fetchOfNow()
  const host = createHost({ log, fetch: real, now: Date.now })
  const outside: Host = {
    ...host,
    now: () => inside.run(null, host.now),
    fetch: (input, init) => inside.run(null, () => host.fetch(input, init)),
  }
  const restore = trap()
  try {
    await inside.run(reached, () => work(harness.connection.connector.open(harness.connection.config, outside)))
  } finally {
    restore()
  }
  return { logged, reached }
}

/** Notes each use of a forbidden global by whoever is inside. Gives the way back. */
function trap(): () => void {
  const kept = forbidden.map((name) => [name, globalThis[name]] as const)
  const RealDate = globalThis.Date
  for (const [name, real] of kept) Object.assign(globalThis, { [name]: noting(name, real) })
  globalThis.Date = watchedDate(RealDate)
  return () => {
    for (const [name, real] of kept) Object.assign(globalThis, { [name]: real })
    globalThis.Date = RealDate
  }
}

const noting = (name: string, real: object) =>
  new Proxy(real, {
    apply(target, self, args: unknown[]) {
      inside.getStore()?.push(name)
      return Reflect.apply(target as (...args: unknown[]) => unknown, self, args)
    },
  })

/** Reading a date that was given is fine; asking what time it is, is not. */
function watchedDate(real: DateConstructor): DateConstructor {
  return new Proxy(real, {
    construct(target, args: unknown[], self) {
      if (args.length === 0) inside.getStore()?.push("new Date()")
      return Reflect.construct(target, args, self) as object
    },
    get(target, key, self) {
      if (key === "now") inside.getStore()?.push("Date.now")
      return Reflect.get(target, key, self) as unknown
    },
  })
}
