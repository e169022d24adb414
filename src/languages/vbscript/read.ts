/** Reader for VBScript, and for the Windows hosts' markup (HTA, WSF) around VBScript and JScript. */
import type { Module, Stmt } from '../flow/nodes.ts';
import { unitOf, type Reading, type SourceText } from '../../model/reader.ts';
import type { SourceUnit } from '../../model/source.ts';
import { decodeScript, isEncodedScript } from '../script-encoder.ts';
import { evaluateScript } from '../command/evaluate.ts';
import { parseVbScript } from './parse.ts';
import { vbScriptProfile } from './profile.ts';

/** Reads VBScript. Never throws on any text: what can't be read is a gap in the unit. */
export function readVbScript(source: SourceText, reading: Reading): SourceUnit {
  if (isEncodedScript(source.text)) return readEncoded(source, reading);
  if (isMarkup(source.text)) return readMarkup(source, reading);
  const unit = evaluateScript(source, reading, parseVbScript, (module) => vbScriptProfile(assignedNames(module)));
  const resume = /^[ \t]*On[ \t]+Error[ \t]+Resume[ \t]+Next/im.exec(source.text);
  if (resume) unit.marks.push({ kind: 'swallow', span: { start: resume.index, end: resume.index + resume[0].length }, detail: 'On Error Resume Next' });
  return unit;
}

/** An encoded script (VBE, JSE): what it decodes to is a layer. */
function readEncoded(source: SourceText, reading: Reading): SourceUnit {
  const unit = unitOf(source);
  const span = { start: 0, end: Math.min(source.text.length, 12) };
  unit.marks.push({ kind: 'packer', span, detail: 'Microsoft Script Encoder' });
  reading.inner(decodeScript(source.text) ?? '', ENCODER, { unit, span, stage: source.stage }, /\.jse?$/i.test(source.path) ? 'javascript' : 'vbscript');
  return unit;
}

const ENCODER = 'script-encoder';

/** Names that the top level gives values to: read before, they are empty. */
function assignedNames(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  const pending: (readonly Stmt[])[] = [module.body];
  for (let body = pending.pop(); body; body = pending.pop()) {
    for (const stmt of body) {
      if (stmt.kind === 'assign') for (const target of stmt.targets) if (target.kind === 'name') names.add(target.name);
      if (stmt.kind === 'if') pending.push(stmt.then, stmt.orelse);
      if (stmt.kind === 'loop' || stmt.kind === 'for') pending.push(stmt.body);
      if (stmt.kind === 'function') pending.push(stmt.fn.body);
    }
  }
  return names;
}

function isMarkup(text: string): boolean {
  return /^\s{0,1000}<(?:\?|!|html|head|body|script|job|package|component|hta)/i.test(text);
}

const SCRIPT = /<script\b([^>]{0,400})>/gi;

/** Every `<script>` is handed on in its language, VBScript where the host would take it for that. */
function readMarkup(source: SourceText, reading: Reading): SourceUnit {
  const unit = unitOf(source);
  const lower = source.text.toLowerCase();
  for (const match of source.text.matchAll(SCRIPT)) {
    const start = match.index + match[0].length;
    const end = lower.indexOf('</script', start);
    const attributes = match[1] ?? '';
    const text = source.text.slice(start, end < 0 ? undefined : end).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
    const isBasic = /vbs/i.test(attributes) || (!/j(?:ava)?script|\bjs\b/i.test(attributes) && /\.wsf$/i.test(source.path));
    reading.inner(decodeScript(text) ?? text, isEncodedScript(text) ? ENCODER : 'script', { unit, span: { start, end: end < 0 ? source.text.length : end }, stage: source.stage }, isBasic ? 'vbscript' : 'javascript');
    if (end < 0) break;
  }
  return unit;
}
