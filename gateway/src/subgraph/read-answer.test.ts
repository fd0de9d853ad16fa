import { readAnswer } from "./read-answer"

test.each([
  "",
  "nope",
  "<html></html>",
  "null",
  "[]",
  "7",
  "{}",
  '{"data":[]}',
  '{"data":"x"}',
  '{"errors":{}}',
  '{"data":{},"errors":"x"}',
  '{"data":{},"errors":[null]}',
  '{"data":null}{',
])("%p is no GraphQL answer", (text) => expect(readAnswer(text)).toBeNull())

test.each([
  ['{"data":{"a":1}}', { data: { a: 1 }, errors: [] }],
  ['{"data":null,"errors":[{"message":"x"}]}', { data: null, errors: [{ message: "x" }] }],
  ['{"errors":[]}', { data: null, errors: [] }],
  ['{"data":{},"errors":null}', { data: {}, errors: [] }],
])("%p is one", (text, answer) => expect(readAnswer(text)).toEqual(answer))
