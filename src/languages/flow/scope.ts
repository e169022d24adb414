/** Variables, for whoever needs nothing else of the values. */
export { Scope } from './values.ts';
