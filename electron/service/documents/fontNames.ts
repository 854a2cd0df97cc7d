/** PostScript names, as a PDF tells them, and the names people know. Without subset prefix and weight; compared in lower case. */
const names: Record<string, string> = {
  fangsong_gb2312: '仿宋_GB2312', fangsong: '仿宋', stfangsong: '华文仿宋', 'fzfsk--gbk1-0': '方正仿宋_GBK', 'fzfsjw--gb1-0': '方正仿宋简体',
  kaiti_gb2312: '楷体_GB2312', kaiti: '楷体', stkaiti: '华文楷体', 'fzktk--gbk1-0': '方正楷体_GBK',
  simhei: '黑体', 'fzhtk--gbk1-0': '方正黑体_GBK', simsun: '宋体', nsimsun: '新宋体', stsong: '华文宋体', stzhongsong: '华文中宋',
  'fzxbsjw--gb1-0': '方正小标宋简体', 'fzxbsk--gbk1-0': '方正小标宋_GBK', microsoftyahei: '微软雅黑',
  notoserifcjksc: 'Noto Serif CJK SC', notosanscjksc: 'Noto Sans CJK SC', sourcehanserifsc: 'Source Han Serif SC', sourcehansanssc: 'Source Han Sans SC',
  sourcehanserifcn: 'Source Han Serif SC', sourcehansanscn: 'Source Han Sans SC', songtisc: 'Songti SC', 'stsongti-sc': 'Songti SC', pingfangsc: 'PingFang SC',
  wenquanyizenhei: '文泉驿正黑', wenquanyimicrohei: '文泉驿微米黑',
}

/** ABCDEF+NotoSerifCJKsc-Regular → Noto Serif CJK SC; null for a font that has no name here. */
export function fontNameOf(postScriptName: string): string | null {
  const name = postScriptName.replace(/^[A-Z]{6}\+/, '').toLowerCase()
  return names[name] ?? names[name.replace(/-(?:regular|book|light|medium|demilight|semibold|bold|black|extralight)$/, '')] ?? null
}
