/** Properties of PowerShell's values: lengths, and the objects of .NET that scripts build. */
import { Bytes } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { DictVal, FunctionVal, ListVal, Ref, Unknown, type Val } from '../flow/values.ts';
import { memberOfObject, typeOf } from '../vbscript/objects.ts';

/** `value.property`; undefined where it is a method or not known. */
export function memberOfValue(object: Val, property: string, ev: Evaluator): Val {
  if (object instanceof FunctionVal) return property.startsWith('invoke') ? object : undefined;
  if (object instanceof DictVal) return ofObject(object, property, ev);
  if (property === 'length' || property === 'count' || property === 'longlength') {
    if (object instanceof ListVal) return object.open ? new Unknown() : object.items.length;
    if (object instanceof Bytes) return object.data.length;
    if (typeof object === 'string') return property === 'length' ? object.length : 1;
  }
  if (property === 'value' && typeof object === 'string') return object;
  return undefined;
}

function ofObject(object: DictVal, property: string, ev: Evaluator): Val {
  if (typeOf(object) !== undefined) return memberOfObject(object, property, ev);
  if (property === 'keys') return new ListVal([...object.entries.keys()]);
  if (property === 'values') return new ListVal([...object.entries.values()]);
  if (property === 'count') return object.entries.size;
  if (property === 'psobject') return new Ref('psobject');
  return undefined;
}
