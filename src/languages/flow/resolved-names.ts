/** Resolved names are built again and again; each is made once, so that tables find it by a hash it already has. */

const LARGEST = 100_000;
const MEMBERS = new Map<string, Map<string, string>>();
const CALLS = new Map<string, string>();
let size = 0;

/** `object.property`. */
export function memberName(object: string, property: string): string {
  let members = MEMBERS.get(object);
  if (members === undefined) MEMBERS.set(object, (members = new Map()));
  let name = members.get(property);
  if (name === undefined) {
    name = `${object}.${property}`;
    members.set(property, name);
    grow();
  }
  return name;
}

/** `name()`, what a call of `name` gives. */
export function callName(name: string): string {
  let called = CALLS.get(name);
  if (called === undefined) {
    called = `${name}()`;
    CALLS.set(name, called);
    grow();
  }
  return called;
}

/** Hostile code can make up names without end. */
function grow(): void {
  if (++size < LARGEST) return;
  MEMBERS.clear();
  CALLS.clear();
  size = 0;
}
