/** The JSON values of an answer that has one on each line, as they arrive. A line that was cut off is an error. */
export async function* readLines<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ""
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const lines = (rest + decoder.decode(next.value, { stream: true })).split("\n")
      rest = lines.pop() ?? ""
      for (const line of lines) yield JSON.parse(line) as T
    }
    if (rest !== "") yield JSON.parse(rest) as T
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
