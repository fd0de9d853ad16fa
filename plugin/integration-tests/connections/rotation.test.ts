import { createConnection } from "../../src/channels/connections/create-connection"
import { rotateSecretsCommand } from "../../src/cli/rotate-secrets"
import { bootProcesses, newKey, wish, type Processes } from "./support/memories"

jest.setTimeout(60_000)

describe("anyshelf secrets rotate", () => {
  let processes: Processes
  const [older, newer, lost] = [newKey(), newKey(), newKey()]
  const said: string[] = []

  beforeAll(async () => {
    processes = await bootProcesses()
    for (const id of ["a", "b"]) await createConnection(processes.memory({ secretsKey: older }), wish(id))
    await createConnection(processes.memory({ secretsKey: newer }), wish("c"))
    for (const stream of ["log", "error"] as const)
      jest.spyOn(console, stream).mockImplementation((...words: unknown[]) => void said.push(words.join(" ")))
    process.env.DATABASE_URL = processes.database.url
  })
  afterAll(async () => {
    jest.restoreAllMocks()
    delete process.env.ANYSHELF_SECRETS_KEY
    await processes.close()
  })

  const rotate = (keys?: string) => {
    if (keys === undefined) delete process.env.ANYSHELF_SECRETS_KEY
    else process.env.ANYSHELF_SECRETS_KEY = keys
    return rotateSecretsCommand()
  }

  it("seals what has an old key with the new one, after which the old one is needed no more", async () => {
    const running = processes.memory({ secretsKey: `${newer},${older}` })
    const before = await running.entries()
    expect(await rotate(`${newer},${older}`)).toBe(0)
    expect(said.at(-1)).toMatch(/2 sealed anew, 1 had the first key already, 0 could not/)
    for (const id of ["a", "b", "c"])
      expect(await processes.memory({ secretsKey: newer }).find(id)).toMatchObject({ config: wish(id).config })
    expect((await running.entry("a"))!.row!.secrets!.token!.setAt).toBe(before[0]!.row!.secrets!.token!.setAt)
    expect(await rotate(newer)).toBe(0)
    expect(said.at(-1)).toMatch(/0 sealed anew, 3 had/)
  })

  it("tells of what it cannot open, does the rest, and never says a secret", async () => {
    await createConnection(processes.memory({ secretsKey: lost }), wish("d"))
    expect(await rotate(`${older},${newer}`)).toBe(1)
    expect(said.at(-1)).toMatch(/3 sealed anew.*1 could not be opened/)
    expect(said.at(-1)).toMatch(/d: .*add the old key/)
    expect(said.join()).not.toContain("token-of-the-shop")
  })

  it("needs a key", async () => {
    expect(await rotate()).toBe(2)
    expect(await rotate("hunter2")).toBe(2)
    expect(said.join()).not.toContain("hunter2")
  })
})
