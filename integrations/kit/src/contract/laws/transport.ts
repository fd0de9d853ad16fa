import assert from "node:assert/strict"
import { assertOfTheKit, assertRetryLater, hang, isDisconnected, meddled, thrownBy, type Meddle } from "../faults"
import type { ContractHarness } from "../harness"
import { lawsOf, type Law, type LawDraft } from "../law"
import { assertDone, openSession, pushOne, stockCommand, writeOf } from "../session"

/** How long a channel that hangs is waited for. */
const PATIENCE_MS = 100

const firstFeed = ({ connection }: ContractHarness) => connection.connector.capabilities.feeds[0]!
const html = "<!doctype html><title>We will be right back</title>"

/** Answers that are none, and what a command without one may be. */
const noAnswers: Readonly<Record<string, Meddle>> = {
  "a connection that is refused": () => Promise.reject(new TypeError("fetch failed")),
  "a channel that hangs": hang,
  "a 500": () => answered(new Response("Internal error", { status: 500 })),
  "a 502 of a proxy": () => answered(new Response(html, { status: 502, headers: { "content-type": "text/html" } })),
  "a 503": () => answered(new Response("", { status: 503 })),
  "a page of HTML with status 200": () => answered(new Response(html, { headers: { "content-type": "text/html" } })),
  "half an answer": async (send) => {
    const response = await send()
    const body = await response.text()
    return new Response(body.slice(0, Math.ceil(body.length / 2)), { status: response.status })
  },
  "an empty answer": () => answered(new Response("", { headers: { "content-type": "application/json" } })),
}

const answered = (response: Response) => Promise.resolve(response)

const noAnswerLaws: readonly LawDraft[] = Object.entries(noAnswers).map(([name, meddle]) => ({
  name: `with ${name}, a read is RetryLater and a write claims nothing`,
  hint: "Whatever is no answer of the vendor is NoAnswer: a write is then `unknown` (use `failed`), for it may have been done.",
  async check(harness) {
    await harness.show(7)
    const wire = meddled(harness, meddle, meddle === hang ? { timeoutMs: PATIENCE_MS } : {})
    await assertRetryLater(() => wire.session.pull(firstFeed(harness), null))
    const { stockRef, locationRef } = harness.level
    await assertRetryLater(() => wire.session.get("stock", `${stockRef}@${locationRef}`))
    const result = await pushOne(wire.session, await writeOf(harness, 3))
    assert.ok(["unknown", "retry"].includes(result.status), JSON.stringify(result))
  },
}))

/** How vendors ask for patience, and how long it is at `now`. */
const patience: Readonly<Record<string, { header: string | null; ms: number | undefined }>> = {
  "in seconds": { header: "2", ms: 2_000 },
  "in seconds with a fraction": { header: "2.0", ms: 2_000 },
  "by a date": { header: "Mon, 23 Nov 2026 10:00:30 GMT", ms: 30_000 },
  "without saying how much": { header: null, ms: undefined },
}
const NOW = Date.parse("2026-11-23T10:00:00Z")

const patienceLaws: readonly LawDraft[] = Object.entries(patience).map(([name, { header, ms }]) => ({
  name: `a 429 that asks for patience ${name} is heard`,
  hint: "Retry-After holds seconds or a date, never milliseconds: RetryLater and `retry` carry it as afterMs.",
  async check(harness) {
    const headers = header === null ? {} : { "retry-after": header }
    const wire = meddled(harness, () => answered(new Response("Too many", { status: 429, headers })), {
      now: () => NOW,
    })
    const { afterMs } = await assertRetryLater(() => wire.session.pull(firstFeed(harness), null))
    const result = await pushOne(wire.session, await writeOf(harness, 3))
    assert.ok(result.status === "retry", JSON.stringify(result))
    for (const waited of [afterMs, result.afterMs]) {
      assert.ok(waited === undefined || (Number.isFinite(waited) && waited >= 0), `${waited} is no time to wait.`)
      if (ms !== undefined) assert.ok(waited! >= ms && waited! <= ms * 1.1, `Asked for ${ms} ms; heard ${waited}.`)
    }
  },
}))

export const transportLaws: readonly Law[] = lawsOf("transport", [
  ...noAnswerLaws,
  ...patienceLaws,
  {
    name: "a channel that says in its own way that it was asked too much is heard",
    hint: "Some vendors throttle inside an answer with status 200: that is RetryLater, and a signal to host.throttle.",
    missing: (harness) => !harness.throttle && "the harness has no `throttle`",
    async check(harness) {
      const wire = meddled(harness, (send) => send())
      await harness.throttle!()
      const { afterMs } = await assertRetryLater(() => wire.session.pull(firstFeed(harness), null))
      assert.ok(Number(afterMs) > 0 || wire.throttled().length > 0, "Nobody was told how long to wait.")
      await harness.show(7)
      const command = await writeOf(harness, 3)
      await harness.throttle!()
      const result = await pushOne(wire.session, command)
      assert.ok(result.status === "retry", JSON.stringify(result))
      assert.equal(await harness.shown(), 7)
    },
  },
  {
    name: "a write whose answer was lost is not known, and its repetition is harmless",
    hint: "`unknown`, not `rejected` and not `applied`; the repetition carries the same key.",
    async check(harness) {
      // Which of its requests writes is the connector's own business: each of them loses its answer once.
      for (let lost = 1; lost <= 6; lost += 1) {
        await harness.show(7)
        const command = await writeOf(harness, 4)
        const wire = meddled(harness, loseAnswer(lost))
        const first = await pushOne(wire.session, command)
        if (wire.requests() < lost) return
        assert.ok(["unknown", "retry"].includes(first.status), JSON.stringify(first))
        const again = await pushOne(openSession(harness), command)
        const seen = again.status === "conflict" && again.observed === 4
        if (!seen) await assertDone(harness, again)
        assert.equal(await harness.shown(), 4)
      }
    },
  },
  {
    name: "wrong credentials are Disconnected, at once and in one clear sentence",
    hint: "A person has to act: throw Disconnected with what to do. Renew a token once at most; never knock again and again.",
    async check(harness) {
      const wire = meddled(harness, () => answered(Response.json({ message: "Who are you?" }, { status: 401 })))
      const error = await thrownBy(() => wire.session.pull(firstFeed(harness), null))
      assert.ok(isDisconnected(error), `Expected Disconnected; got ${String(error)}`)
      assert.ok((error as Error).message.length > 10, "The sentence says what to do.")
      const before = wire.requests()
      const commands = [1, 2, 3].map((quantity) => stockCommand(harness, { quantity, change: 1 }))
      const results = await wire.session.push(commands)
      assert.ok(
        results.every(({ status }) => status === "retry"),
        JSON.stringify(results)
      )
      assert.ok(wire.requests() - before <= 3, `${wire.requests() - before} requests for three commands.`)
    },
  },
  {
    name: "credentials that the channel does not accept are Disconnected",
    hint: "See how this vendor says it: 401, 403, or an error inside an answer.",
    missing: (harness) => harness.wrongCredentials === undefined && "the harness has no `wrongCredentials`",
    async check(harness) {
      const connection = { ...harness.connection, config: harness.wrongCredentials }
      const { session, requests } = meddled({ ...harness, connection }, (send) => send())
      for (const feed of connection.connector.capabilities.feeds) {
        const before = requests()
        const error = await session.pull(feed, null).then(
          () => null,
          (thrown: unknown) => thrown
        )
        // What is known without asking needs no credentials.
        if (requests() > before)
          assert.ok(isDisconnected(error), `${feed}: expected Disconnected; got ${String(error)}`)
      }
      assert.ok(requests() > 0, "No feed asks the channel for anything.")
    },
  },
  {
    name: "a slow answer is waited for",
    hint: "No time-out of your own: the host has one.",
    async check(harness) {
      const slowly: Meddle = async (send) => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        return send()
      }
      const { session } = meddled(harness, slowly)
      await harness.show(7)
      await assertDone(harness, await pushOne(session, await writeOf(harness, 4)))
      assert.equal(await harness.shown(), 4)
    },
  },
  {
    name: "an answer larger than the host allows does not get through as a fault of another kind",
    hint: "Whatever host.fetch throws is NoAnswer to a write, RetryLater or Rejected to a read.",
    async check(harness) {
      const huge: Meddle = () => answered(new Response(" ".repeat(10_000_000)))
      const { session } = meddled(harness, huge, { responseBytesMax: 1_000_000 })
      assertOfTheKit(await thrownBy(() => session.pull(firstFeed(harness), null)))
      const result = await pushOne(session, await writeOf(harness, 4))
      assert.ok(["unknown", "retry"].includes(result.status), JSON.stringify(result))
    },
  },
])

/** The request with this number gets through, its answer does not come back. */
export const loseAnswer =
  (lost: number): Meddle =>
  async (send, count) => {
    const response = await send()
    if (count !== lost) return response
    await response.arrayBuffer()
    throw new TypeError("the connection was reset")
  }
