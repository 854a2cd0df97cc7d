import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** What is wrong with one field of an input, in a sentence for the officer; zod's own are English. */
export function inputFault(issue: Issue): string {
  switch (issue.code) {
    case 'too_big': return issue.origin === 'string' ? `最多${issue.maximum}个字。` : issue.origin === 'array' ? `最多${issue.maximum}项。` : `不能大于${issue.maximum}。`
    case 'too_small':
      if (issue.origin !== 'string') return issue.origin === 'array' ? `至少${issue.minimum}项。` : `不能小于${issue.minimum}。`
      return issue.minimum === 1 ? '不能为空。' : `至少${issue.minimum}个字。`
    case 'invalid_type': return '没有填写，或类型不对。'
    case 'invalid_format': return issue.format === 'date' || issue.format === 'regex' ? '日期应写成2026-09-08这样，在1900年到2200年之间。' : '格式不对。'
    case 'invalid_value': case 'invalid_union': return '不在可选的范围内。'
    case 'unrecognized_keys': return `没有“${issue.keys.join('、').slice(0, 100)}”这一项。`
    default: return '不合要求。'
  }
}
