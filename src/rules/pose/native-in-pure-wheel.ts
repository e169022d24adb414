/** A wheel that says it holds Python alone brings native code. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'native-in-pure-wheel',
  family: 'pose',
  since: '0.1.0',
  title: 'Native code in a wheel that says it is pure Python',
  severity: 'low',
  confidence: 'low',
  attack: ['T1036.008', 'T1027.009'],
  messages: { native: '{path} is native code in a wheel for any platform' },
  deeds: { native: 'is native code in a wheel that says it is pure Python' },

  checkPackage(pkg, report) {
    const wheel = pkg.artifact.entries.find(({ path }) => /^[^/]+\.dist-info\/WHEEL$/.test(path));
    // Some platform wheels keep the pure tag of the wheel they were made from: the file's name is what installers go by.
    if (wheel === undefined || !/-none-any\.whl$/i.test(pkg.artifact.name) || !isPure(pkg.unitAt(wheel.path).text)) return;
    const natives = pkg.artifact.entries.filter(({ path, bytes }) => NATIVE.test(path) && !path.includes('!/') && MAGIC.some((magic) => magic.every((byte, at) => bytes[at] === byte)));
    const [first] = natives;
    if (first !== undefined) report('native', { at: { unit: pkg.unitAt(first.path), span: { start: 0, end: 0 }, stage: pkg.stageOf(first.path) }, data: { path: first.path } });
  },
});

/** packaging.python.org: binary distribution format. */
function isPure(wheel: string): boolean {
  return /^Root-Is-Purelib:[ \t]*true[ \t]*$/im.test(wheel) && /^Tag:.*-none-any[ \t]*$/m.test(wheel);
}

const NATIVE = /\.(?:so(?:\.[\d.]+)?|pyd|dll|dylib|exe)$|(?:^|\/)[^./]+$/i;

/** ELF, PE and the Mach-O forms. */
const MAGIC: readonly (readonly number[])[] = [[0x7f, 0x45, 0x4c, 0x46], [0x4d, 0x5a], [0xcf, 0xfa, 0xed, 0xfe], [0xce, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe]];
