/** Automation objects that keep state: what was set on them decides what their later calls do. */
import { decodeBase64, decodeHex, utf16, utf8 } from '../decode.ts';
import type { Expr } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { DictVal, NONE, NOT_EXACT, Ref, Unknown, originsOf, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { originAt } from '../flow/recorder.ts';

const TYPE = '%type';

/** A new automation object by its (small-letter) program id. */
export function newObject(progid: string): DictVal {
  const object = new DictVal();
  object.isObject = true;
  object.open = true;
  object.entries.set(TYPE, typeName(progid));
  return object;
}

/** The type of an automation object; undefined for other values. */
export function typeOf(value: Val): string | undefined {
  const type = value instanceof DictVal ? value.entries.get(TYPE) : undefined;
  return typeof type === 'string' ? type : undefined;
}

/** Versions and synonyms off: `MSXML2.ServerXMLHTTP.6.0` is an `xmlhttp`. */
function typeName(progid: string): string {
  const name = progid.toLowerCase().replace(/(?:\.\d+)+$/, '');
  if (/xmlhttp$|^winhttp\.winhttprequest$/.test(name)) return 'xmlhttp';
  if (/^(?:msxml2?|microsoft)\.(?:freethreaded)?(?:xml)?dom(?:document)?$/.test(name)) return 'xmldocument';
  return name;
}

/** A property of an object: what was set, what follows from it, or a name to call. */
export function memberOfObject(object: DictVal, property: string, ev: Evaluator): Val {
  const type = typeOf(object);
  if (type === undefined) return undefined;
  if (type === 'xmlelement' && property === 'nodetypedvalue') return typedValue(object);
  if (type === 'xmlhttp' && /^response/.test(property)) return object.entries.get('%response') ?? new Unknown(NONE, 'xmlhttp.response');
  if (type === 'adodb.stream' && property === 'size') return new Unknown();
  if (type === 'xmldocument' && property === 'documentelement') return ev.isCallee ? undefined : newObject('xmlelement');
  return ev.profile.attributes.has(`${type}.${property}`) ? undefined : new Ref(`${type}.${property}`);
}

/** An XML element of type `bin.base64` decodes what is set as its text. */
function typedValue(object: DictVal): Val {
  const text = object.entries.get('text') ?? object.entries.get('nodetypedvalue');
  const kind = partialText(object.entries.get('datatype'));
  const raw = text === undefined ? undefined : rawOf(text);
  if (typeof raw !== 'string') return new Unknown(originsOf(text), 'xml.nodetypedvalue');
  const bytes = kind === 'bin.hex' ? decodeHex(raw) : decodeBase64(raw);
  return bytes === undefined ? new Unknown(originsOf(text)) : withOrigins(bytes, [...originsOf(text), { source: 'decoded', span: { start: 0, end: 0 }, detail: kind === 'bin.hex' ? 'hex' : 'base64' }]);
}

type Method = (object: DictVal, args: readonly Val[], ev: Evaluator, node: Expr) => Val;

/** Methods that change or read an object's state, by `type.method`. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['xmlhttp.open', (object, args, ev, node) => {
    const address = args[1];
    object.entries.set('%response', new Unknown([originAt('network', ev.unit, node, partialText(address))], 'xmlhttp.response', address));
    object.entries.set('%address', address);
    return undefined;
  }],
  ['xmlhttp.send', (object, args, ev, node) => {
    const [body] = args;
    if (body !== undefined && body !== null && body !== '') ev.external('xmlhttp.send body', [body, object.entries.get('%address')], new Map(), undefined, node);
    return undefined;
  }],
  ['xmldocument.createelement', () => newObject('xmlelement')],
  ['adodb.stream.write', (object, args) => stored(object, args[0])],
  ['adodb.stream.writetext', (object, args) => stored(object, args[0])],
  ['adodb.stream.readtext', (object) => readText(object)],
  ['adodb.stream.read', (object) => object.entries.get('%data') ?? new Unknown()],
  ['adodb.stream.loadfromfile', (object, args, ev, node) => stored(object, new Unknown([originAt('file', ev.unit, node, partialText(args[0]))], undefined, args[0]))],
  ['scripting.dictionary.add', (object, args) => {
    object.entries.set(`item ${partialText(args[0]) ?? ''}`, args[1]);
    return undefined;
  }],
  ['scripting.dictionary.item', (object, args) => object.entries.get(`item ${partialText(args[0]) ?? ''}`)],
]);

function stored(object: DictVal, value: Val): Val {
  object.entries.set('%data', value);
  return undefined;
}

/** Bytes written and read back as text, in the stream's character set. */
function readText(object: DictVal): Val {
  const data = object.entries.get('%data');
  if (data === undefined) return new Unknown();
  const raw = rawOf(data);
  if (raw === NOT_EXACT || typeof raw !== 'string') return data;
  const charset = (partialText(object.entries.get('charset')) ?? '').toLowerCase();
  const text = /unicode|utf-16/.test(charset) && raw.includes('\0') ? utf16(raw) : (utf8(raw) ?? raw);
  return withOrigins(text, originsOf(data));
}
