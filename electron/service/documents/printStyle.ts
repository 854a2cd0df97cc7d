import { faces, type Face } from '../../../shared/domain/documents.ts'

/** The style element of a print page carries this nonce; who serves the page puts the real one in its place. */
export const noncePlaceholder = 'NONCE-PLACEHOLDER'

/** The CSS font list of a face. */
export const fontList = (face: Face): string => faces[face].map((name) => `"${name}"`).join(', ')

/**
 * The page of GB/T 9704—2012 (domain rules section 5.2), the same figures as the Word templates: 版心 156 × 225 mm,
 * 22 lines of 28.95 pt, 28 characters of 16 pt − 0.21 pt in a line. A table is a point narrower: Chromium cuts the page area to whole
 * pixels, and its right border with it.
 */
export const printStyle = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
* { box-sizing: border-box; margin: 0; padding: 0; font-weight: normal; }
html { color: #000; background: #fff; }
body { width: 156mm; font: 16pt/28.95pt ${fontList('body')}; letter-spacing: -0.21pt; text-spacing-trim: space-all; line-break: strict; overflow-wrap: anywhere; orphans: 1; widows: 1; }
p, h1, h2 { white-space: pre-wrap; text-align: justify; font-size: inherit; line-height: inherit; }
h1 { font: 22pt/28.95pt ${fontList('title')}; text-align: center; margin-bottom: 28.95pt; break-after: avoid; break-inside: avoid; }
h2 { font-family: ${fontList('hei')}; text-indent: 31.59pt; break-after: avoid; break-inside: avoid; }
.hei, .kai { line-height: 0; }
.hei { font-family: ${fontList('hei')}; }
.kai { font-family: ${fontList('kai')}; }
.body { text-indent: 31.59pt; }
.fact { text-align: left; padding-left: 110.55pt; text-indent: -78.97pt; }
.people { text-align: left; padding-left: 78.97pt; text-indent: -47.38pt; }
.spread2 { letter-spacing: 31.38pt; }
.spread3 { letter-spacing: 7.69pt; }
.spreadName { letter-spacing: 1em; }
.year { white-space: nowrap; }
.signing { padding-left: 31.59pt; margin-top: 28.95pt; break-before: avoid; break-inside: avoid; }
.sender { text-align: right; padding-right: 31.59pt; margin-top: 28.95pt; break-before: avoid; break-after: avoid; }
.date { text-align: right; padding-right: 63.18pt; break-before: avoid; }
.issue { font: 16pt/36pt ${fontList('body')}; letter-spacing: 0; }
.sentTo { margin: 28.95pt 15.79pt 0; padding-left: 47.38pt; text-indent: -47.38pt; border-top: 0.75pt solid #000; border-bottom: 0.75pt solid #000; break-inside: avoid; }
table { width: calc(156mm - 1pt); table-layout: fixed; border-collapse: collapse; letter-spacing: 0; font-size: 14pt; line-height: 26pt; }
td, th { border: 0.5pt solid #000; padding: 2pt 5.4pt; height: 30pt; vertical-align: middle; }
td p, th p { text-align: left; orphans: 2; widows: 2; }
th p, .centre p { text-align: center; }
th { font-family: ${fontList('hei')}; }
td.title { font-family: ${fontList('hei')}; }
thead { display: table-header-group; }
tr.whole { break-inside: avoid; }
tr.title { break-after: avoid; }
tr.last { break-before: avoid; }
tr.last td, tr.last th { height: 50pt; }
.signIn td { height: 34pt; }
.signIn .dense td { height: 15.5pt; padding: 0 5.4pt; font-size: 10.5pt; line-height: 14.5pt; }
.label { width: 97pt; }
.tallied { width: 97pt; }
.count { width: 83pt; }
.table { font-size: 14pt; line-height: 26pt; letter-spacing: 0; }
.table .body { text-indent: 28pt; }
.table .lead + table { margin-top: 10pt; }
.table .sentTo { padding-left: 42pt; text-indent: -42pt; }
.table .sender { padding-right: 28pt; margin-top: 26pt; }
.table .date { padding-right: 56pt; }
.fact + table, .table table + table { margin-top: 26pt; }
.c1 { width: 40pt; } .c2 { width: 70pt; } .c4 { width: 85pt; } .c5 { width: 68pt; } .c6 { width: 75pt; }
`

/**
 * Ballots: four to a page of 257 mm, the cut line under each. A ballot is 176 pt high, as in the Word template; a longer matter makes it higher.
 */
export const ballotStyle = `
@page { size: A4; margin: 20mm 26mm 20mm 28mm; }
body { letter-spacing: 0; font-size: 14pt; line-height: 26pt; }
.ballots { break-after: page; }
.ballots:last-child { break-after: auto; }
.ballot { min-height: 176pt; border-bottom: 0.75pt dashed #000; break-inside: avoid; }
.ballotName { font: 16pt/26pt ${fontList('hei')}; text-align: center; }
.ballot table { font-size: 14pt; }
.ballot tr { break-inside: avoid; }
.ballot .box td { height: 56pt; }
.ballot .candidate td { height: 28pt; }
.matter { width: 217.2pt; }
.rule, .ballotDate { font-size: 10.5pt; line-height: 15pt; }
.rule { padding: 8pt 5.4pt 0; }
.ballotDate { text-align: right; padding: 0 21pt 6pt 0; }
`
