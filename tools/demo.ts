/** What `npm start` shows: a forged, inert replica of the colourama attack, scanned in memory. */
import { examine } from '../src/engine/examine.ts';
import { standardOutput, writeOut } from '../src/host/terminal.ts';
import { Budget } from '../src/kit/budget.ts';
import { textOfReport } from '../src/reports/text.ts';
import { forgeColourama } from '../test/forge/colourama.ts';

const INTRODUCTION = `In 2018 somebody registered "colourama" beside the popular "colorama". Whoever mistyped the name ran its setup.py, which fetched a script that
replaced copied Bitcoin addresses. Here is an inert replica, forged in memory (no file is written, nothing is run, its hosts don't exist):

`;
const CLOSING = `Now yours: npm start -- scan <archive, directory or source file>      or: npm start -- --help
`;

const name = 'colourama-0.1.6.tar.gz';
const report = await examine({ target: name, name, bytes: forgeColourama() }, { budget: new Budget() });
const facts = standardOutput();
writeOut(INTRODUCTION + textOfReport(report, { ...facts, isVerbose: false, isQuiet: false }) + CLOSING);
