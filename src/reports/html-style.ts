/** The style sheet of the HTML report. It stands in the page, so that the page loads nothing; no package text is in it. */
import { page } from '../kit/markup.ts';

export const STYLE = page`
:root { color-scheme: light dark; --ground: #f6f5f1; --card: #fffefb; --ink: #22252b; --soft: #62676f; --line: #dfdcd2; --code: #f1efe8;
  --malicious: #c0262d; --suspicious: #b25e00; --unknown: #7540b8; --clean: #1c7c4a; --mark: #ffe08a; --accent: #2b5fad;
  --critical: #c0262d; --high: #cf4a1f; --medium: #b25e00; --low: #2b5fad; --note: #62676f; }
@media (prefers-color-scheme: dark) { :root { --ground: #15171b; --card: #1e2127; --ink: #e6e4de; --soft: #9aa0aa; --line: #33373f; --code: #14161a;
  --malicious: #ff6b6b; --suspicious: #ffb454; --unknown: #c49bff; --clean: #5fd39a; --mark: #6b5414; --accent: #86b3ff;
  --critical: #ff6b6b; --high: #ff8c5a; --medium: #ffb454; --low: #86b3ff; --note: #9aa0aa; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
code, pre, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .86em; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin: 2.2rem 0 .8rem; }
a { color: var(--accent); }
.top { display: flex; justify-content: space-between; gap: 1rem; color: var(--soft); font-size: .85rem; margin-bottom: 1.2rem; }
.list { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin-bottom: 2rem; }
.list td, .list th { padding: .5rem .9rem; text-align: left; border-top: 1px solid var(--line); white-space: nowrap; }
.list td:first-child { white-space: normal; overflow-wrap: anywhere; }
.list .tone { color: var(--tone); font-weight: 600; }
.list th { border: 0; color: var(--soft); font-weight: 500; font-size: .85rem; }
.report { margin-bottom: 3.5rem; }
.verdict { background: var(--card); border: 1px solid var(--line); border-left: 8px solid var(--tone); border-radius: 12px; padding: 1.3rem 1.5rem; display: grid; grid-template-columns: 1fr auto; gap: .3rem 1.5rem; }
.verdict .word { color: var(--tone); font-weight: 700; text-transform: uppercase; letter-spacing: .08em; font-size: .85rem; }
.verdict h2 { font-size: 1.5rem; max-height: 6.2em; overflow: auto; }
.verdict p { margin: .2rem 0 0; color: var(--soft); }
.score { text-align: center; align-self: center; min-width: 5.5rem; }
.score b { display: block; font-size: 2.4rem; line-height: 1; color: var(--tone); font-variant-numeric: tabular-nums; }
.score span { color: var(--soft); font-size: .78rem; }
.meter { grid-column: 1 / -1; height: 6px; width: 100%; margin-top: .7rem; border-radius: 3px; background: var(--line); overflow: hidden; display: block; }
.meter rect { fill: var(--tone); }
.malicious { --tone: var(--malicious); } .suspicious { --tone: var(--suspicious); } .unknown { --tone: var(--unknown); } .clean { --tone: var(--clean); }
.facts { margin: .9rem 0 0; color: var(--soft); font-size: .86rem; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; }
.story { list-style: none; counter-reset: step; margin: 0; padding: 0; }
.story li { counter-increment: step; position: relative; padding: 0 0 1.1rem 3rem; overflow-wrap: anywhere; }
p code, li code { background: var(--code); border: 1px solid var(--line); border-radius: 4px; padding: 0 .3em; }
.story li::before { content: counter(step); position: absolute; left: 0; top: -.1rem; width: 1.9rem; height: 1.9rem; border-radius: 50%; background: var(--card); border: 2px solid var(--tone); color: var(--tone); font-weight: 600; font-size: .85rem; display: grid; place-items: center; z-index: 1; }
.story li::after { content: ""; position: absolute; left: .9rem; top: 1.6rem; bottom: 0; border-left: 2px solid var(--line); }
.story li:last-child::after { display: none; }
.stage { display: flex; align-items: baseline; gap: .7rem; }
.stage small { color: var(--soft); font-weight: 400; }
.card { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 10px; padding: 1rem 1.2rem; margin: 0 0 .9rem; }
.critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); } .low { --tone: var(--low); } .note { --tone: var(--note); }
.card header { display: flex; flex-wrap: wrap; gap: .3rem .7rem; align-items: baseline; font-size: .82rem; color: var(--soft); }
.card header .severity { color: var(--tone); font-weight: 700; text-transform: uppercase; letter-spacing: .05em; }
.card header .attack { margin-left: auto; }
.card > p { margin: .35rem 0 .7rem; font-size: 1.02rem; overflow-wrap: anywhere; }
.chip { border: 1px solid var(--line); border-radius: 99px; padding: 0 .55em; white-space: nowrap; }
figure { margin: .6rem 0 0; }
figcaption { font-size: .82rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: .2rem .8rem; overflow-wrap: anywhere; }
figcaption .role { color: var(--tone); }
pre { margin: .25rem 0 0; padding: .6rem .8rem; background: var(--code); border: 1px solid var(--line); border-radius: 7px; overflow-x: auto; white-space: pre; }
pre .number { color: var(--soft); user-select: none; padding-right: 1em; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: .1em 0; }
details { margin-top: .6rem; }
summary { cursor: pointer; color: var(--accent); font-size: .86rem; overflow-wrap: anywhere; }
.layer { border-left: 2px dashed var(--line); padding-left: 1rem; margin-left: .35rem; }
.reasons { border-collapse: collapse; width: 100%; }
.reasons td { padding: .3rem 1rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.reasons td:first-child { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; width: 4rem; }
.coverage { color: var(--soft); font-size: .9rem; }
.coverage li { overflow-wrap: anywhere; }
@media (max-width: 36rem) { .verdict { grid-template-columns: 1fr; } .score { text-align: left; } .card header .attack { margin-left: 0; } }
@media print { body { background: none; } .card, .verdict { break-inside: avoid; } }
`;
