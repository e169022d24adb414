/** A multimap from text keys to target ids in typed arrays; holds hashes only, so a hit is a candidate to be verified. */
export class KeyTable {
  #hashes = new Uint32Array(1 << 17);
  /** Ids plus one; 0 marks a free slot. */
  #ids = new Uint32Array(1 << 17);
  #count = 0;

  /** Files an id under a key of one kind (a small number that keeps kinds apart). */
  add(kind: number, key: string, id: number): void {
    if (this.#count * 2 >= this.#ids.length) this.#grow();
    this.#put(hashOf(kind, key), id + 1);
    this.#count++;
  }

  /** Calls `visit` with each id filed under the key. */
  visit(kind: number, key: string, visit: (id: number) => void): void {
    this.visitHash(hashOf(kind, key), visit);
  }

  /** As `visit`, for a key whose hash is at hand. */
  visitHash(hash: number, visit: (id: number) => void): void {
    const mask = this.#ids.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#ids[slot] ?? 0;
      if (id === 0) return;
      if (this.#hashes[slot] === hash) visit(id - 1);
    }
  }

  #put(hash: number, id: number): void {
    const mask = this.#ids.length - 1;
    let slot = hash & mask;
    while (this.#ids[slot] !== 0) slot = (slot + 1) & mask;
    this.#hashes[slot] = hash;
    this.#ids[slot] = id;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const ids = this.#ids;
    this.#hashes = new Uint32Array(ids.length * 2);
    this.#ids = new Uint32Array(ids.length * 2);
    for (const [slot, id] of ids.entries()) {
      if (id !== 0) this.#put(hashes[slot] ?? 0, id);
    }
  }
}

/** FNV-1a over the UTF-16 units, spread at the end because slots take the low bits. */
function hashOf(kind: number, key: string): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
