/** Wheels like those of the index, made by a seeded generator: plain library code, some of it long, some of it tables. */
import { forgeWheel } from '../test/forge/forge.ts';

const WHEELS = 16;

/** File name and bytes of each wheel; the same ones on every run. */
export function forgedSet(): [string, Uint8Array][] {
  const random = generator(20_261_122);
  return Array.from({ length: WHEELS }, (_, index) => {
    const name = `forged_${index}`;
    const modules = 1 + Math.floor(random() * random() * 60);
    const files: Record<string, string> = { [`${name}/__init__.py`]: `"""Forged for a benchmark."""\nfrom . import ${Array.from({ length: modules }, (_none, at) => `part_${at}`).join(', ')}\n` };
    for (let at = 0; at < modules; at++) files[`${name}/part_${at}.py`] = moduleText(random);
    return [`${name}-1.0-py3-none-any.whl`, forgeWheel(name, '1.0', files)];
  });
}

function moduleText(random: () => number): string {
  const parts = ['import os\nimport re\nimport json\nimport subprocess\n\n'];
  const classes = 2 + Math.floor(random() * 16);
  for (let at = 0; at < classes; at++) parts.push(classText(`Part${at}`, random));
  if (random() < 0.2) parts.push(`TABLE = {\n${Array.from({ length: 300 }, (_, at) => `    'key_${at}': (${at}, ${Math.floor(random() * 1e6)}, 'value ${at}'),\n`).join('')}}\n`);
  return parts.join('');
}

function classText(name: string, random: () => number): string {
  const methods = Array.from({ length: 2 + Math.floor(random() * 8) }, (_, at) => `
    def method_${at}(self, first, second=${Math.floor(random() * 100)}, *others, **named):
        """Returns what is left of the parts once those that are empty are gone."""
        parts = [part.strip() for part in first.split(',') if part and not part.startswith('#')]
        if len(parts) > second and os.environ.get('FORGED_${at}'):
            with open(os.path.join(self.folder, 'state_${at}.json')) as file:
                return json.load(file)
        for index, part in enumerate(parts):
            match = re.match(r'^(\\w+)-(\\d+)$', part)
            if match is None:
                self.missing[part] = {'index': index, 'reason': f'{part!r} is no part of {self!r}', **named}
                continue
            self.found.append((match.group(1), int(match.group(2)) + ${at}))
        return subprocess.run(['git', 'describe', *others], check=False, capture_output=True).stdout.decode()
`);
  return `class ${name}:\n    """Keeps parts."""\n\n    def __init__(self, folder):\n        self.folder = folder\n        self.found = []\n        self.missing = {}\n${methods.join('')}\n\n`;
}

/** Mulberry32: small, seeded, good enough. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
