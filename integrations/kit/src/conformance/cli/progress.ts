import type { Listener } from "../conform"

/** Tells how far a run is: on a terminal a line that changes, elsewhere a line for each part. */
export function progressOn(stream: NodeJS.WriteStream): Listener & { done(): void } {
  const started = Date.now()
  const elapsed = () => `${((Date.now() - started) / 1_000).toFixed(0)} s`
  const width = () => Math.max(20, (stream.columns ?? 80) - 1)
  let [count, part] = [0, ""]
  return {
    began(nextPart, name) {
      count += 1
      if (stream.isTTY) stream.write(`\r\u001b[K${`${elapsed()}  ${count}  ${nextPart}: ${name}`.slice(0, width())}`)
      else if (nextPart !== part) stream.write(`${elapsed().padStart(6)}  ${nextPart}\n`)
      part = nextPart
    },
    done: () => void (stream.isTTY && stream.write("\r\u001b[K")),
  }
}
