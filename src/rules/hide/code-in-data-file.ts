/** A file that is no source file is read and evaluated: pictures, texts and data carry the payload. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, isUnasked, originOf } from '../_known/calls.ts';

export default rule({
  id: 'code-in-data-file',
  family: 'hide',
  since: '0.1.0',
  title: 'Evaluates a data file of the package',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1027.003'],
  needs: ['code.evaluate'],
  messages: { data: 'Evaluates what it reads from {path}', hook: 'A hook of the installation evaluates what it reads from {path}' },
  deeds: { data: 'reads {path} of the package and evaluates it', hook: 'reads {path} and evaluates it while it is being installed' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      // A hook runs in the package's folder: a plain relative path is a file of the package.
      const read = originOf(call.roles.code, 'file')?.detail ?? '';
      if (unit.language === 'javascript' && isUnasked(call) && DATA.test(read)) report('hook', { at: call, data: { path: read }, severity: 'critical', confidence: 'high' });
      // A picture or a recording is never code, wherever it lies.
      if (unit.language === 'python' && isLive(call) && MEDIA.test(read)) report('data', { at: call, data: { path: read }, severity: 'high', confidence: 'high' });
      const origin = originOf(call.roles.code, 'package');
      const path = origin?.detail ?? '';
      if (!isLive(call) || origin === undefined || /\.(?:py|pyw|cfg|toml|in|js|cjs|mjs|json|ts)$|(?:^|\/)(?:version|VERSION|__about__|_version|README[^/]*)$/.test(path) || path === '') continue;
      report('data', { at: call, data: { path }, severity: /\.(?:png|jpe?g|gif|ico|dat|bin|txt|log|md|woff2?|ttf)$/i.test(path) ? 'high' : 'medium' });
    }
  },
});

const MEDIA = /\.(?:png|jpe?g|gif|bmp|ico|webp|wav|mp3|ogg|flac|mp4|avi|ttf|woff2?)$/i;
/** A relative path to what is no source file. */
const DATA = /^(?:\.\/)?[\w][\w./-]*\.(?:json|txt|dat|bin|md|log|png|jpe?g|gif|ico|svg|woff2?|ttf|html?|css|lock|ya?ml)$/i;
