/** Counters in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats). */
export class Metrics {
  readonly #counts = new Map<string, number>();
  readonly #sums = new Map<string, { count: number; seconds: number }>();

  count(outcome: string, ecosystem: string): void {
    const key = `assay_gate_total{outcome="${outcome}",ecosystem="${ecosystem}"}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  time(what: string, milliseconds: number): void {
    const sum = this.#sums.get(what) ?? { count: 0, seconds: 0 };
    this.#sums.set(what, { count: sum.count + 1, seconds: sum.seconds + milliseconds / 1000 });
  }

  text(): string {
    const lines = ['# TYPE assay_gate_total counter', ...[...this.#counts].map(([key, value]) => `${key} ${value}`)];
    for (const [what, { count, seconds }] of this.#sums) {
      lines.push(`# TYPE assay_gate_${what}_seconds summary`, `assay_gate_${what}_seconds_sum ${seconds.toFixed(3)}`, `assay_gate_${what}_seconds_count ${count}`);
    }
    return `${lines.join('\n')}\n`;
  }
}
