/** A code list of domain rules section 3.2. `aliases`: other words for the same in rosters; compared by codeOf. */
export interface Code { code: string; label: string; aliases?: readonly string[] }
const list = (text: string): Code[] => text.split(' ').map((entry) => {
  const [code = '', label = '', ...aliases] = entry.split(':')
  return aliases.length === 0 ? { code, label } : { code, label, aliases }
})

/** GB/T 2261.1. */
export const genders = list('1:男 2:女 0:未知的性别 9:未说明的性别')
/** GB/T 3304 (待核: from memory). Labels in full, 汉族; 汉 means the same. */
export const ethnicities = list('01:汉族 02:蒙古族 03:回族 04:藏族 05:维吾尔族 06:苗族 07:彝族 08:壮族 09:布依族 10:朝鲜族 11:满族 12:侗族 13:瑶族 14:白族 15:土家族 16:哈尼族 17:哈萨克族 18:傣族 19:黎族 20:傈僳族 21:佤族 22:畲族 23:高山族 24:拉祜族 25:水族 26:东乡族 27:纳西族 28:景颇族 29:柯尔克孜族 30:土族 31:达斡尔族 32:仫佬族 33:羌族 34:布朗族 35:撒拉族 36:毛南族 37:仡佬族 38:锡伯族 39:阿昌族 40:普米族 41:塔吉克族 42:怒族 43:乌孜别克族 44:俄罗斯族 45:鄂温克族 46:德昂族 47:保安族 48:裕固族 49:京族 50:塔塔尔族 51:独龙族 52:鄂伦春族 53:赫哲族 54:门巴族 55:珞巴族 56:基诺族')
/** GB/T 4658 (待核: from memory). */
export const educations = list('11:博士研究生毕业:博士研究生:博士 12:博士研究生结业 13:博士研究生肄业 14:硕士研究生毕业:硕士研究生:硕士:研究生 15:硕士研究生结业 16:硕士研究生肄业 17:研究生班毕业:研究生班 21:大学本科毕业:大学本科:本科:大学 22:大学本科结业 23:大学本科肄业 31:大学专科毕业:大学专科:大专:专科 32:大学专科结业 33:大学专科肄业 41:中等专科毕业:中等专科:中专 44:职业高中毕业:职业高中:职高 47:技工学校毕业:技工学校:技校 61:普通高中毕业:普通高中:高中 71:初中毕业:初中 81:小学毕业:小学 90:其他 91:党校学历:中央党校研究生:党校研究生:省委党校研究生:党校本科:中央党校大学:党校大专')
export const degrees = list('1:名誉博士 2:博士:博士学位 3:硕士:硕士学位 4:学士:学士学位 9:无')
/** GB/T 4762 (待核: from memory); of people who are not members. */
export const politicalStatuses = list('01:中共党员 02:中共预备党员 03:共青团员:团员 04:民革会员:民革 05:民盟盟员:民盟 06:民建会员:民建 07:民进会员:民进 08:农工党党员:农工党 09:致公党党员:致公党 10:九三学社社员:九三学社 11:台盟盟员:台盟 12:无党派人士 13:群众')
export const relationStatuses = list('normal:正常 floating:流动（外出6个月以上）:流动 attached:挂靠或临时:挂靠:临时 suspended:停止党籍 transferred:已转出 removed:除名 expelled:开除党籍 deceased:死亡:去世')
export const enterTypes = list('developed:发展 inProvince:转入（省内）:省内转入 outProvince:转入（省外）:省外转入 inSystem:转入（系统内）:系统内转入:转入 restored:恢复党籍 other:其他')
export const lostContacts = list('1:务工经商 2:改制破产 3:毕业去向不明 4:工作改变 5:出国境 6:居住地改变 7:其他')
export const jobCategories = list('manager:企业管理人员:管理人员 professional:专业技术人员:专技人员 worker:工勤技能人员:技能人员')
export const titles = list('seniorFull:正高:正高级:正高级职称 senior:副高:副高级:副高级职称 intermediate:中级:中级职称 junior:初级（助理/员）:初级:助理:助理级:员级 none:无')
export const skillLevels = list('chief:首席技师 special:特级技师 level1:一级（高级技师）:一级:高级技师 level2:二级（技师）:二级:技师 level3:三级（高级）:三级:高级工 level4:四级（中级）:四级:中级工 level5:五级（初级）:五级:初级工 apprentice:学徒工 none:无')
export const duesKinds = list('salaried:按月领工资 annualSalary:年薪制 selfEmployed:不按月取得收入 retired:离退休 farmer:农民 student:学生、低保等 exempt:免交或少交')
export const marriages = list('unmarried:未婚 married:已婚 divorced:离异 widowed:丧偶')
export const healths = list('good:健康:良好 fair:一般 chronic:有慢性病 disabled:残疾')

/** The kinds of 党纪处分 and 组织处置, mild to severe (待核: 纪律处分条例 from memory; 教管条例 art. 30, 31). */
export const sanctionKinds = list('warning:警告 seriousWarning:严重警告 removedFromPost:撤销党内职务 probation1:留党察看一年 probation2:留党察看二年 expelled:开除党籍 rectify:限期改正 persuadedToLeave:劝退 removed:除名')
export const awardLevels = list('national:国家级 province:省部级 city:市级 unit:本单位 branch:支部')

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
/** The code of a word as rosters write it: its label, an alias, the code itself, or for 民族 the word without 族. Null where there is none. */
export function codeOf(codes: readonly Code[], text: string): string | null {
  const word = plain(text)
  const found = codes.find(({ code, label, aliases = [] }) => code === word || plain(label) === word || aliases.includes(word)) ?? (codes === ethnicities ? codes.find(({ label }) => label === `${word}族`) : undefined)
  return found?.code ?? null
}
/** The label of a code; the code itself where the list does not know it (any more). */
export const labelOf = (codes: readonly Code[], code: string): string => codes.find((entry) => entry.code === code)?.label ?? code
