/**
 * A setting that the store cannot run without. `npm start` provides all of them.
 *
 * @param name - of an environment variable
 */
export function setting(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new Error(
    `${name} is not set: start the example store with \`npm start\`, or set it (see \`npm start -- --help\`).`
  )
}
