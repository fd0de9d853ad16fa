import { personOf } from "./customer"

const nobody = { ref: null, phone: null, firstName: null, lastName: null }

test.each<[string, Parameters<typeof personOf>[0], ReturnType<typeof personOf>]>([
  ["nobody", { email: null }, null],
  ["blanks", { email: "  ", customer: { ref: " " } }, null],
  ["an e-mail", { email: " Ada@Example.COM " }, { ...nobody, email: "ada@example.com" }],
  [
    "a customer with a phone only",
    { email: null, customer: { ref: "7", email: null, phone: "+45 1" } },
    { ...nobody, ref: "7", email: null, phone: "+45 1" },
  ],
  [
    "a customer whose e-mail is not the order's",
    { email: "gift@example.com", customer: { ref: "7", email: "ada@example.com", firstName: "Ada", lastName: null } },
    { ...nobody, ref: "7", email: "ada@example.com", firstName: "Ada" },
  ],
  [
    "a guest with an address",
    { email: "a@b.c", shippingAddress: { firstName: "Bo", lastName: "Li" } },
    { ...nobody, email: "a@b.c", firstName: "Bo", lastName: "Li" },
  ],
])("of %s", (_case, order, person) => {
  expect(personOf(order)).toEqual(person)
})
