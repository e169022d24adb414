/** A source archive holds code that its repository doesn't: nobody who reads the repository sees it. */
import { rule } from '../../model/rule.ts';
import type { Severity } from '../../model/evidence.ts';
import type { Stage } from '../../model/stage.ts';

const MOST = 40;

export default rule({
  id: 'not-in-repository',
  family: 'hide',
  since: '0.1.0',
  title: 'Code that stands only in the archive',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1195.002', 'T1027'],
  messages: {
    absent: '{path} is not in the repository at {revision}',
    changed: '{path} differs from the repository at {revision}',
  },

  checkPackage(pkg, report) {
    const difference = pkg.context?.vcs;
    if (difference === undefined) return;
    const { revision } = difference;
    const tell = (message: 'absent' | 'changed', path: string, severity: Severity): void => {
      const stage: Stage = BUILD.test(path) ? 'build' : pkg.stageOf(path);
      report(message, { at: { unit: pkg.unitAt(path), span: { start: 0, end: 0 }, stage }, data: { path, revision }, severity });
    };
    for (const path of difference.changed.filter((one) => BUILD.test(one) || CODE.test(one)).slice(0, MOST)) tell('changed', path, GENERATED.test(path) ? 'low' : 'medium');
    for (const path of difference.absent.filter((one) => (BUILD.test(one) || CODE.test(one)) && !GENERATED.test(one)).slice(0, MOST)) tell('absent', path, /\.m4$/.test(path) ? 'low' : 'medium');
  },
});

/** What configure and make read or start. */
const BUILD = /(?:^|\/)(?:configure(?:\.ac|\.in)?|[^/]+\.m4|Makefile(?:\.in|\.am)?|[^/]+\.mk|autogen\.sh|bootstrap|CMakeLists\.txt|[^/]+\.cmake|meson\.build|setup\.py|Makefile\.PL|Build\.PL|build\.rs)$|(?:^|\/)build-aux\/[^/]+$/;
const CODE = /\.(?:sh|bash|py|pl|pm|rb|js|[cm]js|ts|c|h|cc|cpp|hpp|cxx|go|rs|java|s|asm|ps1|bat|awk|sed|php|lua)$/i;
/** What Autoconf, Automake, Libtool and gettext write into every archive (`make dist`), and version stamps. */
const GENERATED = /(?:^|\/)(?:configure|aclocal\.m4|Makefile\.in|config\.(?:h\.in|guess|sub|rpath)|(?:install|missing|compile|depcomp|ltmain|mkinstalldirs|test-driver|ylwrap|ar-lib|py-compile|texinfo)(?:-sh|\.sh|\.tex)?|(?:ltoptions|ltsugar|ltversion|lt~obsolete|libtool)\.m4|Makefile\.in\.in|[^/]*[-_.]?version\.(?:h|py|m4|sh)|_version\.py|PKG-INFO|META\.(?:json|yml))$/;
