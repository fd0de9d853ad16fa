import type { AnyshelfInventory } from "../../inventory/contract"
import type { Call, FromWorker, Reply, ToWorker } from "./messages"
import { shiftClock } from "./shift-clock"

/** What a worker is told by its environment. */
export const workerEnvironment = {
  databaseUrl: "ANYSHELF_PROVE_DATABASE_URL",
  migrate: "ANYSHELF_PROVE_MIGRATE",
  clockShiftMs: "ANYSHELF_PROVE_CLOCK_SHIFT_MS",
}

type Boot = (databaseUrl: string, options: { migrate: boolean }) => Promise<AnyshelfInventory>

/** Serves calls that come over the process's channel until that closes: whoever started us is gone then. */
export async function serve(boot: Boot): Promise<void> {
  const shift = Number(process.env[workerEnvironment.clockShiftMs] ?? 0)
  if (shift !== 0) shiftClock(shift)
  process.once("disconnect", () => process.exit(0))
  // A connection that dies while nobody uses it raises an error nobody waits for.
  process.on("unhandledRejection", () => undefined)
  try {
    const migrate = process.env[workerEnvironment.migrate] === "yes"
    const service = await boot(process.env[workerEnvironment.databaseUrl]!, { migrate })
    const say = outbox()
    process.on("message", ({ calls }: ToWorker) => {
      for (const call of calls) void answer(service, call).then((reply) => say(call.id, reply))
    })
    send({ ready: true })
  } catch (error) {
    send({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

const send = (message: FromWorker) => void process.send?.(message)

/** Gathers replies and sends those of one turn of the event loop together. */
function outbox(): (id: number, reply: Reply) => void {
  let replies: [number, Reply][] = []
  return (id, reply) => {
    if (replies.push([id, reply]) > 1) return
    setImmediate(() => {
      send({ replies })
      replies = []
    })
  }
}

async function answer(service: AnyshelfInventory, { method, args, cause }: Call): Promise<Reply> {
  const act = service[method as keyof AnyshelfInventory] as unknown as (...args: readonly unknown[]) => Promise<unknown>
  try {
    const call = () => act.apply(service, [...args])
    const value = cause === null ? await call() : await service.withCause({ cause: "storm", causeId: cause }, call)
    return { kind: "answer", value: value ?? null }
  } catch (error) {
    return readError(error as { name?: string; type?: string; code?: string; message?: string; retryAfterMs?: number })
  }
}

function readError(error: {
  name?: string
  type?: string
  code?: string
  message?: string
  retryAfterMs?: number
}): Reply {
  if (error.name === "InventoryBusy") return { kind: "busy", retryAfterMs: error.retryAfterMs ?? 250 }
  if (error.type === "not_allowed") return { kind: "refused", message: error.message ?? "" }
  return { kind: "fault", message: `${error.code ?? ""} ${error.message ?? String(error)}`.trim() }
}
