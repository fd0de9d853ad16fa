import { createHmac, randomBytes } from "node:crypto"
import { Rejected, type Connector } from "@anyshelf/connector-kit"
import { toyConnector, type ToyConfig, type ToyServer } from "@anyshelf/connector-kit/toy"
import { describeSharedApp } from "../support/shared-app"
import { createShop, type Shop } from "../support/shop"
import { allowed, listenAsToy, secrets } from "./support/listening-toy"

const vendorSecret = "the vendor and the app share this"
const sign = (text: string) => createHmac("sha256", vendorSecret).update(text).digest("hex")

/** A toy shop whose merchant consents at the vendor: what comes back is signed, and its code is good for the token. */
const clicked: Connector<ToyConfig> = {
  ...toyConnector,
  id: "clicked",
  install: {
    begin: ({ config, state, redirectUri }) => {
      if (typeof config.url !== "string") throw new Rejected("Fill in the shop's url.", "incomplete")
      return `${config.url}/consent?${new URLSearchParams({ state, redirect_uri: redirectUri }).toString()}`
    },
    finish: ({ config, query }) => {
      if (query.signature !== sign(`${query.code}.${query.state}`))
        return Promise.reject(
          new Rejected(`Not signed by the vendor, who knows ${vendorSecret.slice(0, 3)}.`, "signature")
        )
      return Promise.resolve({ ...config, ...secrets } as unknown as ToyConfig)
    },
  },
}

Object.assign(globalThis, {
  anyshelfTestOptions: {
    channelConnectors: [clicked, toyConnector],
    allowPrivateAddresses: allowed,
    secretsKey: randomBytes(32).toString("base64"),
  },
})

describeSharedApp("connecting a shop by clicking", ({ api, getContainer }) => {
  let shop: Shop
  let server: ToyServer
  let headers: Record<string, string>

  beforeAll(async () => {
    shop = await createShop(getContainer())
    headers = { authorization: `Basic ${shop.secretKey}` }
    ;({ server } = await listenAsToy())
    for (const id of ["one", "two"])
      await post("", {
        id,
        vendor: "clicked",
        config: { url: server.url },
        sales_channel: "Web",
        public_url: "https://shop.test",
      })
  })
  afterAll(() => server.close())

  const post = (path: string, body: unknown = {}) => api.post(`/admin/anyshelf/channels${path}`, body, { headers })
  const state = async (id: string) =>
    (await api.get(`/admin/anyshelf/channels/${id}`, { headers })).data.connection.state

  /** What the browser has after the first click, and what the vendor adds to it. */
  async function begin(id: string) {
    const { status, data, headers: given } = await post(`/${id}/install`)
    expect(status).toBe(200)
    const url = new URL(data.url)
    const cookie = given["set-cookie"]!.split(";")[0]!
    const query = (over: Record<string, string> = {}) => {
      const parts = { code: "c1", state: url.searchParams.get("state")!, ...over }
      return new URLSearchParams({ signature: sign(`${parts.code}.${parts.state}`), ...parts }).toString()
    }
    return { url, cookie, query, setCookie: given["set-cookie"]! }
  }
  const back = async (id: string, query: string, cookie?: string) => {
    const answer = await api.get(`/anyshelf/install/${id}/callback?${query}`, {
      headers: cookie ? { cookie } : {},
      redirect: "manual",
    })
    return { status: answer.status, page: new URL(answer.headers.location ?? "", "http://admin.test") }
  }
  const isRefused = async (coming: ReturnType<typeof back>) => {
    const { status, page } = await coming
    expect({ status, install: page.searchParams.get("install") }).toEqual({ status: 303, install: "refused" })
    expect(page.searchParams.get("reason")).toMatch(/.{10}/)
  }

  it("waits for consent, and says so", async () => {
    expect(await state("one")).toBe("not-installed")
  })

  it("is begun by staff alone, where the connector offers it and knows enough", async () => {
    expect((await api.post("/admin/anyshelf/channels/one/install", {})).status).toBe(401)
    expect((await post("/none/install")).status).toBe(404)
    expect((await post("", { id: "bare", vendor: "clicked", config: {}, sales_channel: "Web" })).status).toBe(400)
    await post("", { id: "typed", vendor: "toy", config: { url: server.url, ...secrets }, sales_channel: "Web" })
    expect((await post("/typed/install")).status).toBe(400)
  })

  it("sends the browser to the vendor, and back to the public address; only this browser keeps the key", async () => {
    const { url, setCookie } = await begin("one")
    expect(url.searchParams.get("redirect_uri")).toBe("https://shop.test/anyshelf/install/one/callback")
    expect(url.searchParams.get("state")).toMatch(/^[\w-]{43}$/)
    expect(setCookie).toMatch(/HttpOnly/)
    expect(setCookie).toMatch(/SameSite=Lax/)
    expect(setCookie).toMatch(/Path=\/anyshelf\/install\/one/)
  })

  it("refuses strangers, other states, other connections and what the vendor has not signed", async () => {
    const { cookie, query } = await begin("one")
    await isRefused(back("one", query()))
    await isRefused(back("one", query(), "anyshelf_install_one=guessed"))
    await isRefused(back("one", query({ state: "x".repeat(43) }), cookie))
    await isRefused(back("one", "", cookie))
    await isRefused(back("two", query(), cookie.replace("install_one", "install_two")))
    await isRefused(back("none", query(), cookie))
    await isRefused(back("one", `${query()}&state=twice`, cookie))
    await isRefused(back("one", query({ signature: "0".repeat(64) }), cookie))
    expect(await state("one")).toBe("not-installed")
  })

  it("is good once: of a crowd one gets through, and nobody after it", async () => {
    const { cookie, query } = await begin("one")
    const crowd = await Promise.all(Array.from({ length: 10 }, () => back("one", query(), cookie)))
    expect(crowd.filter(({ page }) => page.searchParams.get("install") === "done")).toHaveLength(1)
    await isRefused(back("one", query(), cookie))
    expect(await state("one")).not.toBe("not-installed")
    expect((await post("/one/test")).data).toMatchObject({ ok: true })
    expect(crowd[0]!.page.pathname).toBe("/app/channels")
  })

  it("is good for ten minutes", async () => {
    const { cookie, query } = await begin("two")
    const connection = getContainer().resolve<{ raw(sql: string): Promise<unknown> }>("__pg_connection__")
    await connection.raw(
      "update anyshelf_channel_install set expires_at = now() - interval '1 second' where connection_id = 'two'"
    )
    await isRefused(back("two", query(), cookie))
  })

  it("keeps neither state nor key as they are", async () => {
    const { url, cookie } = await begin("two")
    const connection = getContainer().resolve<{ raw(sql: string): Promise<{ rows: unknown[] }> }>("__pg_connection__")
    const kept = JSON.stringify((await connection.raw("select * from anyshelf_channel_install")).rows)
    expect(kept).not.toContain(url.searchParams.get("state"))
    expect(kept).not.toContain(cookie.split("=")[1])
  })
})
