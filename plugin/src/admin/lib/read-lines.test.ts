import { readLines } from "./read-lines"

/** A body that arrives in these parts. */
function bodyOf(...parts: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      parts.forEach((part) => controller.enqueue(part))
      controller.close()
    },
  })
}

const bytes = (text: string) => new TextEncoder().encode(text)

async function all(body: ReadableStream<Uint8Array>): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const value of readLines(body)) values.push(value)
  return values
}

describe("lines of JSON", () => {
  const text = '{"a":1}\n{"b":"zwölf"}\n'

  it("are the same wherever the network cuts them, in the middle of a letter too", async () => {
    const whole = bytes(text)
    for (let cut = 0; cut <= whole.length; cut++) {
      expect(await all(bodyOf(whole.slice(0, cut), whole.slice(cut)))).toEqual([{ a: 1 }, { b: "zwölf" }])
    }
  })

  it("may lack the last line's end", async () => {
    expect(await all(bodyOf(bytes('{"a":1}')))).toEqual([{ a: 1 }])
  })

  it("that break off are an error", async () => {
    await expect(all(bodyOf(bytes('{"a":1}\n{"b"')))).rejects.toThrow(SyntaxError)
  })
})
