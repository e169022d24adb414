/** One table of what JavaScript's hosts and popular packages do. */
import type { ApiTable } from '../flow/profile.ts';
import { NODE_APIS, NODE_ATTRIBUTES } from './apis-node.ts';
import { WEB_APIS, WEB_ATTRIBUTES } from './apis-web.ts';

/** Functions by resolved name. */
export const JAVASCRIPT_APIS: ApiTable = new Map([...NODE_APIS, ...WEB_APIS]);

/** Names that hold data when merely read. */
export const JAVASCRIPT_ATTRIBUTES: ApiTable = new Map([...NODE_ATTRIBUTES, ...WEB_ATTRIBUTES]);
