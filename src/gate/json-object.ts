/** What a registry answers in JSON, before anything of it is believed. */

export type Json = Readonly<Record<string, unknown>>;

/** The object that a text spells; undefined where it is no JSON, or JSON of another kind. */
export function parseObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether a value is an object with keys: no list, no null. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
