/**
 * word/fontTable.xml: tells Word what may stand in for a face that a computer lacks (仿宋_GB2312 is not part of Windows 10
 * and 11, 方正小标宋 is a commercial font) and that all of them are Chinese. No font is shipped.
 */
export function fontTable(): string {
  const font = (name: string, instead: string | null, family: 'roman' | 'modern' | 'swiss') =>
    `<w:font w:name="${name}">${instead === null ? '' : `<w:altName w:val="${instead}"/>`}<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="auto"/></w:font>`
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + font('方正小标宋简体', '华文中宋', 'roman') + font('仿宋_GB2312', '仿宋', 'modern') + font('楷体_GB2312', '楷体', 'modern')
    + font('黑体', 'SimHei', 'modern') + font('宋体', 'SimSun', 'roman') + '</w:fonts>'
}
