import { describe, expect, it } from 'vitest';
import { applyEdit, daprdEdits } from './daprd-edits.ts';

const edit = { file: 'a.go', find: 'id := x.(string)', replace: 'id, ok := x.(string)' };

describe('an edit of daprd', () => {
  it('replaces what stands there once', () => {
    expect(applyEdit('a\nid := x.(string)\nb', edit)).toBe('a\nid, ok := x.(string)\nb');
  });

  it('is refused where the source has changed, with the place and the text', () => {
    expect(() => applyEdit('id = x', edit)).toThrow('a.go of daprd has no longer what tools/runtime/daprd-edits.ts replaces: id := x.(string)');
  });

  it('is refused where it could be meant for either of two places', () => {
    expect(() => applyEdit('id := x.(string) id := x.(string)', edit)).toThrow('more than once');
  });

  it('leaves no type assertion of the trace id that could panic', () => {
    const handler = (indent: string): string => `\n${indent}if iTraceID != nil {\n${indent}\ttraceID := iTraceID.(string)\n${indent}\tsc, _ := diag.SpanContextFromW3CString(traceID)\n`;
    const postman = daprdEdits.filter(({ file }) => file.endsWith('postman/http/http.go'));
    const edited = postman.reduce(applyEdit, handler('\t') + handler('\t\t'));
    expect(edited.match(/if traceID, isText := iTraceID\.\(string\); isText \{/g)).toHaveLength(2);
    expect(edited).not.toMatch(/:= iTraceID\.\(string\)\n/);
  });
});
