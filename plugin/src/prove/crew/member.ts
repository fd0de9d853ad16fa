import { fork, type ChildProcess } from "node:child_process"
import type { Call, FromWorker, Reply, ToWorker } from "./messages"
import { workerEnvironment } from "./serve"

/** How a worker is run. */
export interface WorkerProgram {
  readonly file: string
  /** Arguments for Node itself. */
  readonly execArgv: readonly string[]
}

export interface MemberOptions {
  readonly program: WorkerProgram
  readonly databaseUrl: string
  readonly migrate: boolean
  /** Extra environment, for libfaketime; and a shift made inside the process where that is missing. */
  readonly environment: Readonly<Record<string, string>>
}

/** Says that a worker went without answering. */
export type Answer = Reply | { readonly kind: "gone" }

/** One worker process: calls go in, answers come out, until it is killed. */
export class Member {
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private outgoing: Call[] = []
  private ready_ = false
  /** Resolves when it can serve; rejects when it could not start. */
  readonly whenReady: Promise<void>
  /** Resolves when the process has ended. */
  readonly whenGone: Promise<void>

  constructor({ program, databaseUrl, migrate, environment }: MemberOptions) {
    this.child = fork(program.file, [], {
      execArgv: [...program.execArgv],
      env: {
        ...process.env,
        ...environment,
        [workerEnvironment.databaseUrl]: databaseUrl,
        [workerEnvironment.migrate]: migrate ? "yes" : "no",
      },
      // Medusa's migrations print a line each; what matters comes as a message.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    })
    const lastWords = keepLastWords(this.child)
    this.whenGone = new Promise((resolve) => this.child.once("close", () => resolve()))
    this.whenReady = new Promise((resolve, reject) => {
      this.child.on("message", (message: FromWorker) => {
        if ("ready" in message) {
          this.ready_ = true
          resolve()
        } else if ("failed" in message) reject(new Error(`A worker could not start: ${message.failed}`))
        else message.replies.forEach(([id, reply]) => this.settle(id, reply))
      })
      this.child.once("error", reject)
      void this.whenGone.then(() => {
        this.ready_ = false
        reject(new Error(`A worker ended before it could serve. ${lastWords()}`))
        for (const id of [...this.waiting.keys()]) this.settle(id, { kind: "gone" })
      })
    })
    this.whenReady.catch(() => undefined)
  }

  get isReady(): boolean {
    return this.ready_
  }

  /** Never rejects: a call that nobody answers is `gone`. */
  call(call: Call): Promise<Answer> {
    return new Promise((resolve) => {
      this.waiting.set(call.id, resolve)
      if (this.outgoing.push(call) === 1) setImmediate(() => this.flush())
    })
  }

  /** Ends it at once; it finishes nothing and says nothing. */
  kill(): void {
    this.ready_ = false
    this.child.kill("SIGKILL")
  }

  private flush(): void {
    const message: ToWorker = { calls: this.outgoing }
    this.outgoing = []
    // What cannot be delivered is answered as gone when the process closes.
    if (this.child.connected) this.child.send(message, () => undefined)
  }

  private settle(id: number, answer: Answer): void {
    const resolve = this.waiting.get(id)
    this.waiting.delete(id)
    resolve?.(answer)
  }
}

function keepLastWords(child: ChildProcess): () => string {
  let words = ""
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words = `${words}${text}`.slice(-2_000)))
  return () => words.trim()
}
