import { describeApp } from "../support/app"

describeApp("identity", ({ api }) => {
  it("takes a caller without credentials for nobody", async () => {
    const { data, headers } = await api.get("/anyshelf/identity")
    expect(data).toEqual({ kind: "anonymous", actorId: null, scopes: [] })
    expect(headers["cache-control"]).toBe("no-store")
  })
})
