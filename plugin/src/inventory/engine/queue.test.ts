import { ClaimQueue, type QueueOptions, type Settled } from "./queue"

type Sent = { batch: readonly string[]; answer: (outcomes?: readonly Settled<string>[]) => void }

/** A queue whose batches stay out until the test answers them. */
function queueOf(options: Partial<QueueOptions<string, string>> = {}) {
  const sent: Sent[] = []
  const queue = new ClaimQueue<string, string>({
    send: (batch) =>
      new Promise((resolve) =>
        sent.push({ batch, answer: (outcomes) => resolve(outcomes ?? batch.map((each) => ({ answer: `${each}!` }))) })
      ),
    exclusive: (request) => (request.includes(":") ? [request.split(":")[0]!] : []),
    batchMax: 3,
    inFlightMax: 1,
    waitingMax: 5,
    ...options,
  })
  return { queue, sent }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe("the queue of claims", () => {
  it("sends a lone call at once and alone, and gathers what comes while it is out", async () => {
    const { queue, sent } = queueOf()
    const answers = ["a", "b", "c", "d", "e"].map((each) => queue.submit(each))
    expect(sent.map(({ batch }) => batch)).toEqual([["a"]])
    sent[0]!.answer()
    await settled()
    expect(sent[1]!.batch).toEqual(["b", "c", "d"])
    sent[1]!.answer()
    await settled()
    expect(sent[2]!.batch).toEqual(["e"])
    sent[2]!.answer()
    expect(await Promise.all(answers)).toEqual(["a!", "b!", "c!", "d!", "e!"])
  })

  it("gives each request its own outcome", async () => {
    const { queue, sent } = queueOf({ inFlightMax: 1 })
    const first = queue.submit("first")
    const [good, bad] = [queue.submit("good"), queue.submit("bad").catch((error) => error.message)]
    sent[0]!.answer()
    await settled()
    sent[1]!.answer([{ answer: "yes" }, { error: new Error("poisoned") }])
    expect([await first, await good, await bad]).toEqual(["first!", "yes", "poisoned"])
  })

  it("tells a call to come again when too many wait, and takes calls again afterwards", async () => {
    const { queue, sent } = queueOf({ waitingMax: 2 })
    const taken = ["out", "one", "two"].map((each) => queue.submit(each))
    await expect(queue.submit("three")).rejects.toMatchObject({
      name: "InventoryBusy",
      retryAfterMs: expect.any(Number),
    })
    sent[0]!.answer()
    await settled()
    const later = queue.submit("three")
    sent[1]!.answer()
    await settled()
    sent[2]!.answer()
    expect(await Promise.all([...taken, later])).toHaveLength(4)
  })

  it("never sends two requests of one name together, and keeps their order", async () => {
    const { queue, sent } = queueOf({ inFlightMax: 2 })
    void queue.submit("x:1")
    void queue.submit("x:2")
    void queue.submit("x:3")
    void queue.submit("y:1")
    await settled()
    expect(sent.map(({ batch }) => batch)).toEqual([["x:1"], ["y:1"]])
    sent[0]!.answer()
    await settled()
    expect(sent[2]!.batch).toEqual(["x:2"])
    sent[2]!.answer()
    await settled()
    expect(sent[3]!.batch).toEqual(["x:3"])
  })

  it("drains: answers what it took, and takes no more", async () => {
    const { queue, sent } = queueOf()
    const answers = [queue.submit("a"), queue.submit("b")]
    let drained = false
    const draining = queue.drain().then(() => (drained = true))
    await expect(queue.submit("c")).rejects.toThrow("shutting down")
    sent[0]!.answer()
    await settled()
    expect(drained).toBe(false)
    sent[1]!.answer()
    await draining
    expect(await Promise.all(answers)).toEqual(["a!", "b!"])
  })

  it("fails the requests of a batch that came back short, and goes on", async () => {
    const { queue, sent } = queueOf()
    const lost = queue.submit("a").catch((error) => error.message)
    const next = queue.submit("b")
    sent[0]!.answer([])
    expect(await lost).toMatch("without an answer")
    sent[1]!.answer()
    expect(await next).toBe("b!")
  })
})
