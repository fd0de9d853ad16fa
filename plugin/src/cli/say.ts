/** Tells a person something, on the stream that fits the exit code, and gives that code. */
export function say(text: string, code: number): number {
  ;(code === 0 ? console.log : console.error)(text)
  return code
}
