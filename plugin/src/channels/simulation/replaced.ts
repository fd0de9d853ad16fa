/** Some methods in place of an object's own; all others stay. */
export function replaced<T extends object>(target: T, by: (target: T) => Partial<T>): T {
  const own = by(target)
  return new Proxy(target, {
    get: (_target, name) => Reflect.get(name in own ? own : target, name) as unknown,
  })
}
