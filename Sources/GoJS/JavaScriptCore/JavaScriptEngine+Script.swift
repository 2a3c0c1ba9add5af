#if JavaScriptCore
    extension JavaScriptEngine {
        /// What the engine's own side of the border can do for ours. The names are those of `source`.
        enum Tool: String, CaseIterable {
            case get, set, has, remove, describe, define, keys, preventExtensions, isExtensible, prototypeOf,
                setPrototype, call, construct, kind, view, find, make, adopt, owner, forget, description, boxed, lazy,
                entries, collection
        }

        /// Numbers of the operations that a proxy asks for. They stand in `source` as they are.
        enum Operation: Int {
            case get, set, has, remove, own, define, keys, preventExtensions, prototype, setPrototype, call, construct,
                isExtensible
        }

        /// A script whose value is a function of two functions of ours: what carries out a proxy's operations, and what makes a property of
        /// the global object. Guests may change every built-in object, so it keeps all that it needs.
        static let source = """
            (operate, complete) => {
              "use strict";
              const { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf,
                has, isExtensible, ownKeys, preventExtensions, set, setPrototypeOf } = Reflect;
              const bind = Function.prototype.call.bind.bind(Function.prototype.call);
              const hasOwn = bind(Object.prototype.hasOwnProperty), tagOf = bind(Object.prototype.toString);
              const isArray = Array.isArray, isView = ArrayBuffer.isView, object = Object, global = globalThis;
              const [weakGet, weakSet] = [bind(WeakMap.prototype.get), bind(WeakMap.prototype.set)];
              const [mapGet, mapSet, mapDelete] =
                [bind(Map.prototype.get), bind(Map.prototype.set), bind(Map.prototype.delete)];
              const Reference = WeakRef, deref = bind(WeakRef.prototype.deref);
              const getter = (prototype, name) => bind(getOwnPropertyDescriptor(prototype, name).get);
              const viewBuffer = getter(DataView.prototype, "buffer"),
                viewOffset = getter(DataView.prototype, "byteOffset"),
                viewLength = getter(DataView.prototype, "byteLength");
              const describeSymbol = getter(Symbol.prototype, "description");
              const dateTime = bind(Date.prototype.getTime), mapSize = getter(Map.prototype, "size"),
                setSize = getter(Set.prototype, "size"), bufferLength = getter(ArrayBuffer.prototype, "byteLength");
              const mapEach = bind(Map.prototype.forEach), setEach = bind(Set.prototype.forEach);
              const isError = Error.isError ?? ((value) => value instanceof Error);
              const isPromise = (value) => tagOf(value) === "[object Promise]";
              const makeProxy = Proxy, MapType = Map, SetType = Set, setAdd = bind(Set.prototype.add);

              // Counterparts of objects of ours by their numbers, and whose counterpart an object is.
              const counterparts = new Map(), owners = new WeakMap();

              // Descriptors cross as numbers and values: 1 writable, 2 enumerable, 4 configurable, and eight times that where these are
              // mentioned; 64 has a value, 128 a getter, 256 a setter.
              const flag = (descriptor, name, bit) =>
                hasOwn(descriptor, name) ? bit * 8 + (descriptor[name] ? bit : 0) : 0;
              const flagsOf = (descriptor) =>
                flag(descriptor, "writable", 1) + flag(descriptor, "enumerable", 2) + flag(descriptor, "configurable", 4)
                + (hasOwn(descriptor, "value") ? 64 : 0) + (hasOwn(descriptor, "get") ? 128 : 0)
                + (hasOwn(descriptor, "set") ? 256 : 0);
              const parts = (d) => {
                const flags = flagsOf(d);
                return [flags, flags & 64 ? d.value : undefined, flags & 128 ? d.get : undefined,
                  flags & 256 ? d.set : undefined];
              };
              const whole = (flags, value, get, set) => {
                const d = { __proto__: null };
                if (flags & 8) d.writable = !!(flags & 1);
                if (flags & 16) d.enumerable = !!(flags & 2);
                if (flags & 32) d.configurable = !!(flags & 4);
                if (flags & 64) d.value = value;
                if (flags & 128) d.get = get;
                if (flags & 256) d.set = set;
                return d;
              };
              const own = (handle, key) => {
                const p = operate(handle, 4, key);
                return p === undefined ? undefined : whole(p[0], p[1], p[2], p[3]);
              };
              // A proxy may only say of its target what is so: what cannot be changed any more is made so there too.
              const freeze = (handle, target) => {
                const keys = operate(handle, 6);
                for (let i = 0; i < keys.length; i++) {
                  const d = own(handle, keys[i]);
                  if (d) defineProperty(target, keys[i], d);
                }
                setPrototypeOf(target, operate(handle, 8));
                preventExtensions(target);
              };
              const traps = {
                __proto__: null,
                get(target, key, receiver) { return operate(this.handle, 0, key, receiver); },
                set(target, key, value, receiver) { return operate(this.handle, 1, key, value, receiver); },
                has(target, key) { return operate(this.handle, 2, key); },
                deleteProperty(target, key) {
                  return operate(this.handle, 3, key) && deleteProperty(target, key);
                },
                getOwnPropertyDescriptor(target, key) {
                  const d = own(this.handle, key);
                  if (d && !d.configurable) defineProperty(target, key, d);
                  return d;
                },
                defineProperty(target, key, descriptor) {
                  const [flags, value, get, set] = parts(descriptor);
                  if (!operate(this.handle, 5, key, flags, value, get, set)) return false;
                  const d = own(this.handle, key);
                  if (d && !d.configurable) defineProperty(target, key, d);
                  return true;
                },
                ownKeys(target) { return operate(this.handle, 6); },
                preventExtensions(target) {
                  if (!operate(this.handle, 7)) return false;
                  freeze(this.handle, target);
                  return true;
                },
                isExtensible(target) {
                  const extensible = operate(this.handle, 12);
                  if (!extensible && isExtensible(target)) freeze(this.handle, target);
                  return extensible;
                },
                getPrototypeOf(target) { return operate(this.handle, 8); },
                setPrototypeOf(target, prototype) { return operate(this.handle, 9, prototype); },
                apply(target, self, list) { return operate(this.handle, 10, self, ...list); },
                construct(target, list, newTarget) { return operate(this.handle, 11, newTarget, ...list); },
              };
              const targets = [
                () => ({ __proto__: null }), () => [], () => ({ f() {} }).f, () => (function () {}).bind(),
              ];
              const is = (test, value) => { try { test(value); return true; } catch { return false; } };

              return {
                get: (object, key, receiver) => get(object, key, receiver),
                set: (object, key, value, receiver) => set(object, key, value, receiver),
                has: (object, key) => has(object, key),
                remove: (object, key) => deleteProperty(object, key),
                describe(object, key) {
                  const d = getOwnPropertyDescriptor(object, key);
                  return d && parts(d);
                },
                define: (object, key, flags, value, get, set) =>
                  defineProperty(object, key, whole(flags, value, get, set)),
                keys: (object) => ownKeys(object),
                preventExtensions: (object) => preventExtensions(object),
                isExtensible: (object) => isExtensible(object),
                prototypeOf: (object) => getPrototypeOf(object),
                setPrototype: (object, prototype) => setPrototypeOf(object, prototype),
                call: (f, self, ...list) => apply(f, self, list),
                construct: (f, newTarget, ...list) => construct(f, list, newTarget),
                kind(value) {
                  if (typeof value === "function") return "Function";
                  if (isArray(value)) return "Array";
                  if (isError(value)) return "Error";
                  if (is(dateTime, value)) return "Date";
                  if (is(mapSize, value)) return "Map";
                  if (is(setSize, value)) return "Set";
                  if (is(bufferLength, value)) return "ArrayBuffer";
                  if (isPromise(value)) return "Promise";
                  return "Object";
                },
                view(value) {
                  if (isView(value) && is(viewBuffer, value))
                    return [viewBuffer(value), viewOffset(value), viewLength(value)];
                },
                find(id) {
                  const reference = mapGet(counterparts, id);
                  return reference && deref(reference);
                },
                make(id, handle, shape) {
                  const proxy = new makeProxy(targets[shape](), { __proto__: traps, handle });
                  mapSet(counterparts, id, new Reference(proxy));
                  weakSet(owners, proxy, handle);
                  return proxy;
                },
                adopt(id, handle, value) {
                  mapSet(counterparts, id, new Reference(value));
                  weakSet(owners, value, handle);
                  return value;
                },
                owner: (value) => weakGet(owners, value),
                forget(id) {
                  const reference = mapGet(counterparts, id);
                  if (reference && deref(reference) === undefined) mapDelete(counterparts, id);
                },
                description: (symbol) => describeSymbol(symbol),
                boxed: (value) => object(value),
                lazy(name) {
                  defineProperty(global, name, {
                    __proto__: null, configurable: true, enumerable: false,
                    get() { complete(name); return get(global, name); },
                    set(value) {
                      defineProperty(global, name,
                        { __proto__: null, value, writable: true, enumerable: true, configurable: true });
                    },
                  });
                },
                entries(value) {
                  const list = [];
                  const add = (value, key) => { list[list.length] = key; list[list.length] = value; };
                  if (is(mapSize, value)) mapEach(value, add); else setEach(value, add);
                  return list;
                },
                collection(isMap, ...entries) {
                  const made = isMap ? new MapType() : new SetType();
                  for (let i = 0; i < entries.length; i += 2)
                    if (isMap) mapSet(made, entries[i], entries[i + 1]); else setAdd(made, entries[i]);
                  return made;
                },
              };
            }
            """
    }
#endif
