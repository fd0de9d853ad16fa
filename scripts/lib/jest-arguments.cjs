// @ts-check

/** @typedef {"unit" | "integration" | "journeys"} Project */

/** @type {readonly Project[]} */
const projects = ["unit", "integration", "journeys"]

/**
 * Takes a call of jest apart. jest takes every word behind `--selectProjects` for a project, so that a path after it would be
 * one; here the names end where something else begins.
 * @param {readonly string[]} args as given behind `npm test --`
 * @returns {{ selected: readonly Project[], others: readonly string[] }}
 */
function takeApart(args) {
  const at = args.findIndex((arg) => arg === "--selectProjects" || arg.startsWith("--selectProjects="))
  if (at < 0) return { selected: projects, others: args }
  const inline = args[at]?.split("=")[1]
  const behind = inline ? [inline, ...args.slice(at + 1)] : args.slice(at + 1)
  const end = behind.findIndex((arg) => !projects.includes(/** @type {Project} */ (arg)))
  const selected = /** @type {Project[]} */ (end < 0 ? behind : behind.slice(0, end))
  return { selected, others: [...args.slice(0, at), ...(end < 0 ? [] : behind.slice(end))] }
}

/**
 * The projects that a call of jest will run.
 * @param {readonly string[]} args
 */
const selectedProjects = (args) => takeApart(args).selected

/**
 * The same call in an order that jest does not misread.
 * @param {readonly string[]} args
 */
function jestArguments(args) {
  const { selected, others } = takeApart(args)
  return [...others, "--selectProjects", ...selected]
}

module.exports = { jestArguments, selectedProjects }
