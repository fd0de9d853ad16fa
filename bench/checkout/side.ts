import { fork, type ChildProcess } from "node:child_process"
import { randomUUID } from "node:crypto"
import { createRequire } from "node:module"
import { join } from "node:path"
import { Client } from "pg"

/** What a side can be asked to do. */
export type Command =
  | { readonly do: "prepare"; readonly sku: string; readonly units: number; readonly shoppers: number }
  | { readonly do: "reserve"; readonly sku: string; readonly callers: number; readonly ms: number }
  | { readonly do: "books"; readonly itemId: string }

/** Full carts, one step before "buy". */
export interface Prepared {
  readonly itemId: string
  readonly cartIds: readonly string[]
}

/** What the database says of an item, and of orders in all. */
export interface Books {
  readonly orders: number
  readonly reservations: number
  readonly reserved: number
}

/** A sprint of reservations: calls answered, and what the database says was reserved. */
export interface Reserved {
  readonly perSecond: number
  readonly p99: number
  readonly reserved: number
}

/** A Medusa in a process and on a database of its own. */
export interface Side {
  readonly url: string
  readonly publishableKey: string
  ask<Answer>(command: Command): Promise<Answer>
  close(): Promise<void>
}

/** No command takes longer, in milliseconds. */
const patienceMs = 300_000

/** Starts Medusa with the plugin (`ours`) or as it comes (`stock`). */
export async function openSide(app: "ours" | "stock"): Promise<Side> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error("TEST_DATABASE_URL is not set: run this as `npm run bench checkout`.")
  const name = `anyshelf_bench_${app}_${randomUUID().slice(0, 8)}`
  await run(server, `create database ${name}`)
  const databaseUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const child = start(app, databaseUrl)
  const close = async () => {
    await ended(child)
    await run(server, `drop database ${name} with (force)`)
  }
  try {
    const answers = answersOf(child)
    const { port, publishableKey } = await answers.wait<{ port: number; publishableKey: string }>(0)
    return { url: `http://localhost:${port}`, publishableKey, ask: answers.ask, close }
  } catch (error) {
    await close()
    throw error
  }
}

function start(app: string, databaseUrl: string): ChildProcess {
  const env = { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: "error", NODE_ENV: "production", REDIS_URL: "" }
  return fork(join(__dirname, "process.ts"), [app], {
    env,
    execArgv: ["--import", createRequire(__filename).resolve("tsx")],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

function answersOf(child: ChildProcess) {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  child.on("message", (message: { id?: number; result?: unknown; error?: string }) => {
    const who = waiting.get(message.id ?? -1)
    if (!who) return
    waiting.delete(message.id!)
    if (message.error === undefined) who.resolve(message.result as never)
    else who.reject(new Error(message.error))
  })
  child.once("exit", (code) => {
    waiting.forEach(({ reject }) => reject(new Error(`A side of the bench ended by itself, with exit code ${code}.`)))
  })
  const wait = <Answer>(id: number) =>
    new Promise<Answer>((resolve, reject) => {
      const clock = setTimeout(() => reject(new Error("A side of the bench did not answer in time.")), patienceMs)
      const stop = () => clearTimeout(clock)
      waiting.set(id, { resolve: (result) => (stop(), resolve(result)), reject: (error) => (stop(), reject(error)) })
    })
  const ask = <Answer>(command: Command) => {
    const id = (asked += 1)
    child.send({ id, command })
    return wait<Answer>(id)
  }
  return { wait, ask }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGKILL")
  await exit
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
