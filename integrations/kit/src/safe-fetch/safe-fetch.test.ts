import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { AddressRefused, refusalOf, safeFetch } from "."

const bad = [
  // Loopback, however it is spelt.
  "https://127.0.0.1/",
  "https://127.1/",
  "https://127.0.0.2:8443/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0177.0.0.1/",
  "https://0x7f.0.0.0x1/",
  "https://[::1]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://127。0。0。1/",
  "https://①②⑦.⓪.⓪.①/",
  "https://0.0.0.0/",
  "https://0/",
  "https://[::]/",
  // Private networks.
  "https://10.0.0.1/",
  "https://10.255.255.255/",
  "https://172.16.0.1/",
  "https://172.31.255.254/",
  "https://192.168.1.1/",
  "https://3232235777/",
  "https://[fc00::1]/",
  "https://[fd12:3456::1]/",
  // Link-local and metadata services.
  "https://169.254.169.254/latest/meta-data",
  "https://169.254.170.2/v2/credentials",
  "https://0xa9fea9fe/",
  "https://[fe80::1]/",
  "https://[fd00:ec2::254]/",
  "https://100.100.100.200/",
  "https://192.0.0.192/",
  "https://168.63.129.16/",
  // Carriers, multicast, reserved, benchmarks, documentation.
  "https://100.64.0.1/",
  "https://100.127.255.254/",
  "https://224.0.0.1/",
  "https://239.255.255.250/",
  "https://255.255.255.255/",
  "https://240.0.0.1/",
  "https://198.18.0.1/",
  "https://192.0.2.1/",
  "https://203.0.113.9/",
  "https://[ff02::1]/",
  "https://[2001:db8::1]/",
  // IPv4 inside IPv6.
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://[::127.0.0.1]/",
  "https://[64:ff9b::10.0.0.1]/",
  "https://[64:ff9b:1::10.0.0.1]/",
  "https://[2002:7f00:1::]/",
  "https://[2001:0:7f00:1::]/",
  "https://[fec0::1]/",
  // Other ways in.
  "http://example.com/",
  "http://93.184.215.14/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "https://user:password@example.com/",
]

describe("an address that is not public", () => {
  it(`is told of before anything is asked: ${bad.length} of them`, () => {
    expect(bad.filter((address) => refusalOf(address) === null)).toEqual([])
    expect(bad.length).toBeGreaterThanOrEqual(40)
  })

  it.each([
    "https://example.com/",
    "https://93.184.215.14/",
    "https://[2606:4700::1111]/",
    "https://172.32.0.1/",
    "https://100.128.0.1/",
  ])("is not %s", (address) => expect(refusalOf(address)).toBeNull())

  it.each(bad.filter((address) => !address.includes("@")))("is not asked: %s", async (address) => {
    await expect(safeFetch()(address, { signal: AbortSignal.timeout(1_000) })).rejects.toThrow(AddressRefused)
  })
})

describe("a guarded fetch", () => {
  let server: Server
  let host: string
  const asked: string[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        asked.push(`${request.method} ${request.url}`)
        if (request.url === "/away") return response.writeHead(302, { location: "http://169.254.169.254/" }).end()
        response.writeHead(200, { "content-type": "application/json" })
        response.end(
          JSON.stringify({ type: request.headers["content-type"] ?? null, body: Buffer.concat(chunks).toString() })
        )
      })
    }).listen(0, "127.0.0.1")
    await new Promise((ready) => server.once("listening", ready))
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())
  beforeEach(() => asked.splice(0))

  it("reaches what is allowed by host and port, and no other port of it", async () => {
    const fetch = safeFetch({ allow: [host] })
    const answer = await fetch(`http://${host}/here`, {
      method: "POST",
      body: "x=1",
      headers: { "content-type": "text/plain" },
    })
    expect(await answer.json()).toEqual({ type: "text/plain", body: "x=1" })
    await expect(fetch("http://127.0.0.1:1/")).rejects.toThrow(/allowPrivateAddresses/)
    await expect(safeFetch()(`http://${host}/`)).rejects.toThrow(AddressRefused)
    expect(asked).toEqual(["POST /here"])
  })

  it("sends forms and requests as Node's own fetch would", async () => {
    const fetch = safeFetch({ allow: [host] })
    const form = new FormData()
    form.set("file", new Blob(["line"]), "a.jsonl")
    const sent = (await (await fetch(new Request(`http://${host}/form`, { method: "POST", body: form }))).json()) as {
      type: string
      body: string
    }
    expect(sent.type).toMatch(/^multipart\/form-data; boundary=/)
    expect(sent.body).toContain("a.jsonl")
  })

  it("gives a redirect back instead of following it, and refuses where it leads", async () => {
    const fetch = safeFetch({ allow: [host] })
    const answer = await fetch(`http://${host}/away`, { redirect: "follow" })
    expect(answer.status).toBe(302)
    await expect(fetch(answer.headers.get("location")!)).rejects.toThrow(AddressRefused)
  })

  it.each([["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["::1"], ["::ffff:127.0.0.1"], ["fd00:ec2::254"]])(
    "refuses a public name that resolves to %s, also as one of several",
    async (address) => {
      const family = address.includes(":") ? 6 : 4
      for (const addresses of [
        [{ address, family }],
        [
          { address: "93.184.215.14", family: 4 },
          { address, family },
        ],
      ]) {
        const fetch = safeFetch({ resolve: (_, done) => done(null, addresses) })
        await expect(fetch("https://rebound.example/")).rejects.toThrow(/not on the public Internet/)
      }
    }
  )

  it("connects to the address that was judged: a name is resolved once for each connection", async () => {
    let times = 0
    const fetch = safeFetch({
      resolve: (_, done) => {
        times += 1
        done(null, [{ address: times === 1 ? "203.0.113.1" : "93.184.215.14", family: 4 }])
      },
    })
    await expect(fetch("https://rebound.example/")).rejects.toThrow(AddressRefused)
    expect(times).toBe(1)
  })

  it("passes on what else goes wrong as it is", async () => {
    const failing = safeFetch({
      resolve: (_, done) => done(Object.assign(new Error("no such host"), { code: "ENOTFOUND" }), []),
    })
    await expect(failing("https://nowhere.example/")).rejects.not.toThrow(AddressRefused)
    await expect(safeFetch({ allow: [host] })(`http://${host}/`, { signal: AbortSignal.abort() })).rejects.toThrow(
      /abort/i
    )
  })

  it("refuses an allowance that is none", () => {
    for (const entry of ["localhost", "http://127.0.0.1:80", "a b:80", "host:123456", "user@host:80"])
      expect(() => safeFetch({ allow: [entry] })).toThrow(/write it like 127.0.0.1:4200/)
  })
})
