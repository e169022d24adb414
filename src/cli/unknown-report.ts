/** The report of a target that could not be looked at: never clean. */
import { basename, resolve } from 'node:path';
import type { Report } from '../model/report.ts';

export function unknownReport(target: string, why: string, seconds = 0): Report {
  const path = /^\w+:/.test(target) ? target : nameOf(target);
  const coverage = { files: 0, bytes: 0, read: 0, unread: [{ path, why }] };
  return { target, verdict: 'unknown', score: 0, findings: [], story: [], reasons: [], coverage, seconds };
}

/** The last part of a path: `.` is the name of the folder it stands for. */
export function nameOf(path: string): string {
  return basename(resolve(path));
}
