/** A system package keeps a hold on the machine beyond its own files: other packages' programs, rights that anybody gets, a hook on every installation. */
import { rule, type Fact } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat } from '../_known/calls.ts';

export default rule({
  id: 'holds-the-system',
  family: 'stay',
  since: '0.1.0',
  title: 'Keeps a hold on the system after it is installed',
  severity: 'low',
  confidence: 'medium',
  attack: ['T1548.001', 'T1574', 'T1546.016'],
  messages: {
    diverted: 'Moves {path}, which another package owns, out of the way',
    setuid: '{path} runs with the rights of its owner, whoever starts it',
    trigger: 'Runs again whenever any package changes {path}',
  },
  deeds: { diverted: 'takes the place of {path}', setuid: 'gives whoever starts {path} the rights of its owner', trigger: 'runs with every installation that changes {path}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.chmod', 'file.copy', 'process.run')) {
      const words = [call.name, ...call.args.map(({ text = '' }) => text)];
      const diverted = /^dpkg-divert$/.test(words[0] ?? '') && !words.includes('--remove') ? words.findLast((word) => word.startsWith('/') && /--(?:add|divert)/.test(words.join(' ')) && !isOption(words, word)) : undefined;
      if (diverted !== undefined) report('diverted', { at: call, data: { path: diverted }, severity: CORE.test(diverted) ? 'medium' : 'low' });
      const path = /^(?:chmod|install|dpkg-statoverride)$/.test(call.name) && words.some(givesRights) ? words.findLast((word) => word.includes('/')) : undefined;
      if (path !== undefined) report('setuid', { at: call, data: { path }, ...weightOf(path, call) });
    }
  },

  checkPackage(pkg, report) {
    for (const fact of pkg.facts) {
      if (fact.kind === 'setuid-file') report('setuid', { at: fact, data: { path: pathOf(fact) }, ...(ODD.test(pathOf(fact)) || fact.unit.text.startsWith('#!') ? { severity: 'high' as const, confidence: 'high' as const } : {}) });
      if (fact.kind === 'trigger' && WHOLE.test(fact.detail)) report('trigger', { at: fact, data: { path: fact.detail }, severity: 'medium' });
    }
  },
});

/** Programs by which people log in, gain rights, and look after the machine. */
const CORE = /\/(?:sh|bash|dash|login|su|sudo|sshd?|passwd|ls|ps|top|ss|netstat|lsof|find|cron|dpkg|apt(?:-get)?|gpgv?|ld\.so[\w.-]*|pam_\w+\.so|libc\.so[\w.]*)$/;
/** Shells and interpreters, and places where nobody looks for programs. */
const ODD = /(?:^|\/)(?:(?:ba|da|z|k)?sh|busybox|python[\d.]*|perl[\d.]*|ruby|node|find|vim?|env|cp|dd)$|(?:^|\/)\.[^/]+$|^\/?(?:tmp|var|home|root|srv|dev|etc)\//;
/** Folders that nearly every package changes. */
const WHOLE = /^\/(?:(?:usr|etc|bin|sbin|lib|lib64|opt|var)\/?)?$|^\/usr\/(?:bin|sbin|lib|share|local)\/?$|^\/var\/lib(?:\/dpkg(?:\/.*)?)?\/?$|^\/etc\/(?:cron\.\w+|pam\.d|ssh)\/?$/;

/** The owner's rights: a group's (setgid) are how shared folders are made. */
function givesRights(word: string): boolean {
  return /^(?:[uoa][ugoa]*)?\+[rwxt]*s[rwxt]*$/.test(word) || /^0?[4-7][0-7]{3}$/.test(word);
}

/** The value of `--divert /new/place` is where the old file goes. */
function isOption(words: readonly string[], word: string): boolean {
  return words[words.indexOf(word) - 1] === '--divert';
}

function weightOf(path: string, call: Call): { severity: 'high' | 'low'; confidence: 'high' | 'medium' } {
  return ODD.test(path) && call.name !== 'dpkg-statoverride' ? { severity: 'high', confidence: 'high' } : { severity: 'low', confidence: 'medium' };
}

function pathOf(fact: Fact): string {
  return fact.detail.replace(/ runs with .*$/, '');
}
