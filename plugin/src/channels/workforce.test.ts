import type { Connection } from "@anyshelf/connector-kit"
import type { Worker } from "./worker"
import { gatherWorkforce } from "./workforce"

const connection = (id: string) => ({ id }) as Connection
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }

/** A workforce whose workers only tell what happens to them, and leave when they are let go. */
function gather() {
  const story: string[] = []
  const releases = new Map<string, () => void>()
  const workforce = gatherWorkforce({
    logger: quiet,
    left: () => story.push("left"),
    refused: ({ id }, reason) => story.push(`refused ${id}: ${reason}`),
    hire: ({ id }): Worker => {
      if (id === "broken") throw new Error("no config")
      story.push(`hired ${id}`)
      return {
        wake: () => undefined,
        health: () => ({ connectionId: id, atWork: true, circuit: "closed", throttle: null }),
        stop: () =>
          new Promise<void>((resolve) => releases.set(id, resolve)).then(() => void story.push(`ended ${id}`)),
      }
    },
  })
  return { workforce, story, release: (id: string) => releases.get(id)?.() }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe("the workforce", () => {
  it("has one worker for each connection, however often it is told", () => {
    const { workforce, story } = gather()
    const both = [connection("a"), connection("b")]
    for (let times = 0; times < 3; times += 1) workforce.follow(both)
    expect(story).toEqual(["hired a", "hired b"])
  })

  it("replaces the worker of a connection that has changed, never two at once, and leaves the others alone", async () => {
    const { workforce, story, release } = gather()
    const [a, b, changed] = [connection("a"), connection("b"), connection("a")]
    workforce.follow([a, b])
    workforce.follow([changed, b])
    workforce.follow([changed, b])
    expect(story).toEqual(["hired a", "hired b"])
    release("a")
    await settled()
    workforce.follow([changed, b])
    expect(story).toEqual(["hired a", "hired b", "ended a", "left", "hired a"])
  })

  it("lets go of one that is gone, and takes it back when it returns", async () => {
    const { workforce, story, release } = gather()
    const a = connection("a")
    workforce.follow([a])
    workforce.follow([])
    expect(workforce.get("a")).toBeUndefined()
    release("a")
    await settled()
    workforce.follow([a])
    expect(story).toEqual(["hired a", "ended a", "left", "hired a"])
  })

  it("tells of a connection that cannot be opened once, and the others work", () => {
    const { workforce, story } = gather()
    const broken = connection("broken")
    workforce.follow([broken, connection("b")])
    workforce.follow([broken])
    expect(story.filter((line) => line.startsWith("refused"))).toEqual(["refused broken: no config"])
    expect(story).toContain("hired b")
  })

  it("waits for everybody at the end, also for who was leaving already", async () => {
    const { workforce, story, release } = gather()
    workforce.follow([connection("a"), connection("b")])
    workforce.follow([])
    let isOver = false
    const end = workforce.stop().then(() => (isOver = true))
    release("a")
    await settled()
    expect(isOver).toBe(false)
    release("b")
    await end
    expect(story).toEqual(expect.arrayContaining(["ended a", "ended b"]))
  })
})
