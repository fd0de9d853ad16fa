import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { buildASTSchema, concatAST, graphql, GraphQLError, parse, type GraphQLSchema } from "graphql"
import type { Command, Result } from "../commands"
import { checkRecord } from "../protocol/records"
import { checkResult, type ReportedResult } from "../protocol/results"
import type { ChannelRecord, Feed, Ref } from "../records"
import { typeDefs } from "./generated/type-defs"

/** Requests beyond this are refused, as the gateway does. */
const bodyBytesMax = 1024 * 1024
const claimsMax = 250

/** A command that waits for its result, and the result. */
interface Errand {
  readonly command: Command
  leasedUntil: number
  settle(result: Result): void
}

/**
 * The other end of the protocol for connectors outside, kept in memory: it answers the same three operations by the same SDL as the
 * gateway, so that such a connector is tried without a database. The engine's own answers come from `@anyshelf/plugin`.
 */
export class ProtocolHost {
  /** What was told, by feed and ref; null for what is gone. In the order in which it was told. */
  readonly mail = new Map<Feed, Map<Ref, ChannelRecord | null>>()
  /** Sentences about records that were refused. */
  readonly refused: string[] = []
  /** Rises with each question for commands: a connector that has asked twice has told all that it had to tell in between. */
  claims = 0
  private readonly errands = new Map<string, Errand>()

  constructor(
    private readonly key: string,
    private readonly now: () => number = Date.now
  ) {}

  /** Answers one GraphQL request, given with its Authorization header. */
  async answer(authorization: string | undefined, body: { query?: unknown; variables?: unknown }): Promise<object> {
    if (authorization !== `Bearer ${this.key}`)
      return { errors: [{ message: "This channel key is not ours.", extensions: { code: "UNAUTHENTICATED" } }] }
    return graphql({
      schema: schema(),
      source: String(body.query),
      variableValues: (body.variables ?? {}) as Record<string, unknown>,
      rootValue: this.roots(),
    })
  }

  /** Gives a command to whoever claims next, and waits for what becomes of it. */
  carryOut(command: Command): Promise<Result> {
    return new Promise((settle) => this.errands.set(command.key, { command, leasedUntil: 0, settle }))
  }

  private roots() {
    return {
      remoteChannel: () => ({ connectionId: "remote", status: "connected", reason: null }),
      claimChannelCommands: (args: { limit: number; leaseSeconds: number }) => this.claim(args),
      reportChannelResults: ({ results }: { results: readonly ReportedResult[] }) =>
        results.map((each) => this.report(each)),
      ingestChannelRecords: ({ records }: { records: readonly unknown[] }) => records.map((each) => this.ingest(each)),
    }
  }

  private claim({ limit, leaseSeconds }: { limit: number; leaseSeconds: number }) {
    this.claims += 1
    const free = [...this.errands.values()].filter(({ leasedUntil }) => leasedUntil <= this.now())
    return free.slice(0, Math.min(limit, claimsMax)).map((errand) => {
      errand.leasedUntil = this.now() + leaseSeconds * 1_000
      const { key, type } = errand.command
      return { key, type, command: errand.command, leasedUntil: new Date(errand.leasedUntil).toISOString() }
    })
  }

  private report(reported: ReportedResult) {
    const result = checkResult(reported)
    if (typeof result === "string") throw new GraphQLError(result, { extensions: { code: "BAD_USER_INPUT" } })
    const errand = this.errands.get(result.key)
    this.errands.delete(result.key)
    errand?.settle(result)
    return { key: result.key, recorded: errand !== undefined }
  }

  private ingest(value: unknown) {
    const checked = checkRecord(value)
    if (!checked.ok) {
      this.refused.push(checked.reason)
      return { feed: null, ref: null, outcome: "REFUSED", reason: checked.reason }
    }
    const { record } = checked
    const letters = this.mail.get(record.feed) ?? new Map<Ref, ChannelRecord | null>()
    this.mail.set(record.feed, letters)
    const word = "deleted" in record ? null : record
    const known = letters.get(record.ref)
    const isNews = word && known ? isNewer(word, known) : word !== known
    if (isNews) {
      // Told anew, it comes last: readers go on from the last they saw.
      letters.delete(record.ref)
      letters.set(record.ref, word)
    }
    return { feed: record.feed, ref: record.ref, outcome: isNews ? "STORED" : "UNCHANGED", reason: null }
  }
}

function isNewer(word: ChannelRecord, known: ChannelRecord): boolean {
  const [one, other] = [Date.parse(word.updatedAt), Date.parse(known.updatedAt)]
  return one > other || (one === other && JSON.stringify(word) !== JSON.stringify(known))
}

/** A protocol host that listens on this machine. */
export async function startProtocolHost(
  key: string
): Promise<{ readonly host: ProtocolHost; readonly url: string; close(): Promise<void> }> {
  const host = new ProtocolHost(key)
  const server = createServer((request, response) => {
    void readJson(request)
      .then((body) => host.answer(request.headers.authorization, body))
      .catch(() => ({ errors: [{ message: "The request is not JSON, or too long." }] }))
      .then((answer) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer)))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    host,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readJson(request: IncomingMessage): Promise<{ query?: unknown; variables?: unknown }> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > bodyBytesMax) throw new Error("The body is too long.")
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as { query?: unknown }
}

let built: GraphQLSchema | undefined

/** The public SDL itself; directives of the federation mean nothing here. */
const schema = () => (built ??= buildASTSchema(concatAST([parse(typeDefs), parse(rest)]), { assumeValid: true }))

const rest = `type Query scalar DateTime`
