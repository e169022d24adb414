/** Runs the rules over a package and turns what they report into evidence. */
import type { Effect } from '../model/effect.ts';
import { CONFIDENCES, SEVERITIES, type Evidence, type Place } from '../model/evidence.ts';
import type { Finding, PackageView, Rule } from '../model/rule.ts';
import type { SourceUnit } from '../model/source.ts';

/** A rule reports at most this often for one package, the worst of what it found: more of the same tells nothing new. */
const MOST_PER_RULE = 40;
/** Findings of one rule that are looked at before the worst are chosen, so that no crowd of small ones hides a large one. */
const MOST_LOOKED_AT = 4_000;

/** All evidence, in the order of rules. A rule that throws is a bug: the error names it. */
export function checkPackage(view: PackageView, rules: readonly Rule[]): Evidence[] {
  const evidence: Evidence[] = [];
  const effects = new Map<SourceUnit, ReadonlySet<Effect>>();
  for (const unit of view.units) if (unit.calls.length > 0) effects.set(unit, new Set(unit.calls.flatMap((call) => call.does)));
  for (const rule of rules) {
    const own: Evidence[] = [];
    const seen = new Set<string>();
    const report = (message: string, finding: Finding): void => {
      const made = evidenceOf(rule, message, finding);
      const key = `${message} ${made.stage} ${made.places[0].unit.path} ${made.places[0].unit.layers.join()} ${made.places[0].span.start} ${finding.apart ?? ''}`;
      if (own.length >= MOST_LOOKED_AT || seen.has(key)) return;
      seen.add(key);
      own.push(made);
    };
    try {
      // Most units do nothing that a rule could need.
      for (const unit of rule.check === undefined ? [] : rule.needs === undefined ? view.units : effects.keys()) {
        if (rule.reads !== undefined && !rule.reads.includes(unit.language)) continue;
        if (rule.needs !== undefined && !rule.needs.some((effect) => effects.get(unit)?.has(effect))) continue;
        rule.check?.(unit, report);
      }
      rule.checkPackage?.(view, report);
    } catch (error) {
      throw new Error(`rule ${rule.id} failed on ${view.ref.name}`, { cause: error });
    }
    evidence.push(...worst(own));
  }
  return evidence;
}

/** The worst of a rule's findings, in the order in which they were found. */
function worst(found: readonly Evidence[]): readonly Evidence[] {
  if (found.length <= MOST_PER_RULE) return found;
  const kept = new Set([...found].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_PER_RULE));
  return found.filter((one) => kept.has(one));
}

function weightOf({ severity, confidence, stage }: Evidence): number {
  const isLive = stage !== 'run' && stage !== 'unreachable';
  return (isLive ? 100 : 0) + SEVERITIES.indexOf(severity) * 10 + CONFIDENCES.indexOf(confidence);
}

function evidenceOf(rule: Rule, message: string, finding: Finding): Evidence {
  const { at } = finding;
  const stage = finding.stage ?? at.stage ?? at.unit.stage;
  const primary: Place = { unit: at.unit, span: at.span, role: 'primary' };
  const related = (finding.because ?? []).slice(0, 8).map((place): Place => ({
    unit: place.unit, span: place.span, role: 'related', ...('label' in place && place.label !== undefined ? { label: place.label } : {}),
  }));
  const data = finding.data ?? {};
  const deed = rule.deeds?.[message];
  return {
    rule: rule.id, family: rule.family, severity: finding.severity ?? rule.severity, confidence: finding.confidence ?? rule.confidence, stage,
    message: filled(rule.messages[message] ?? message, data), messageId: message,
    ...(deed === undefined ? {} : { deed: filled(deed, data) }),
    places: [primary, ...related], attack: rule.attack,
  };
}

function filled(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, key: string) => cut(data[key] ?? '…'));
}

function cut(text: string): string {
  // One … stands for a run of unknown pieces.
  const line = text.replace(/\uF8FF+/g, '\uF8FF').replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}

