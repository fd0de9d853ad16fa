import { fork, type ChildProcess } from "node:child_process"
import { createRequire } from "node:module"
import { join } from "node:path"
import { planEnvironment, type MedusaPlan } from "./plan"

/** So many sales of one unit of an article, all at once. */
export interface Command {
  readonly itemId: string
  readonly locationId: string
  readonly sales: number
}

/** A Medusa in a process of its own. */
export interface Medusa {
  readonly url: string
  readonly processId: number
  sell(command: Command): Promise<void>
  /** Ends it as the operating system would: without a word. */
  kill(): Promise<void>
}

export interface MedusaOptions extends MedusaPlan {
  readonly databaseUrl: string
  /** V8 lets a heap grow as long as memory is cheap; under a cap, what is not released shows as a crash. */
  readonly heapMb?: number
}

/** No start and no command takes longer, in milliseconds. */
const patienceMs = 180_000

/** Brings a database to the state that this version of the plugin needs. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const child = start("migrate", { databaseUrl, mode: "server", shops: [] })
  const code = await new Promise((resolve) => child.once("exit", resolve))
  if (code !== 0) throw new Error(`Migrating the bench's database ended with exit code ${String(code)}.`)
}

/** Starts a Medusa on a database that is migrated. */
export async function startMedusa(options: MedusaOptions): Promise<Medusa> {
  const child = start("serve", options)
  const answers = answersOf(child)
  const { port } = await answers.wait(0).catch(async (error: unknown) => {
    await killed(child)
    throw error
  })
  let asked = 0
  return {
    url: `http://127.0.0.1:${port}`,
    processId: child.pid!,
    sell: async (command) => {
      const id = (asked += 1)
      child.send({ id, command })
      await answers.wait(id)
    },
    kill: () => killed(child),
  }
}

function start(task: "migrate" | "serve", { databaseUrl, heapMb, mode, shops }: MedusaOptions): ChildProcess {
  const env = {
    ...process.env,
    ...planEnvironment({ mode, shops }),
    DATABASE_URL: databaseUrl,
    ANYSHELF_CHANNELS: mode === "server" ? "off" : "on",
    LOG_LEVEL: "error",
    NODE_ENV: "production",
    REDIS_URL: "",
    PORT: "",
  }
  const heap = heapMb ? [`--max-old-space-size=${heapMb}`] : []
  return fork(join(__dirname, "medusa-process.ts"), [task], {
    env,
    execArgv: [...heap, "--import", createRequire(__filename).resolve("tsx")],
    stdio: ["ignore", process.env.DEBUG ? "inherit" : "ignore", "inherit", "ipc"],
  })
}

interface Answer {
  readonly id: number
  readonly port?: number
  readonly error?: string
}

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

function answersOf(child: ChildProcess) {
  const waiting = new Map<number, Waiting>()
  child.on("message", (answer: Answer) => {
    const who = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.error === undefined) who?.resolve(answer)
    else who?.reject(new Error(answer.error))
  })
  child.once("exit", (code, signal) => {
    const how = String(signal ?? code)
    waiting.forEach(({ reject }) => reject(new Error(`A Medusa of the bench ended by itself (${how}).`)))
  })
  const wait = (id: number) =>
    new Promise<Answer>((resolve, reject) => {
      const clock = setTimeout(() => reject(new Error("A Medusa of the bench did not answer in time.")), patienceMs)
      const done = () => clearTimeout(clock)
      waiting.set(id, { resolve: (answer) => (done(), resolve(answer)), reject: (error) => (done(), reject(error)) })
    })
  return { wait }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGKILL")
  await exit
}
