/** Verbs of things to be done; a date before one of them is a day by which, a clause that begins with one is a task. */
export const doing = '完成|办结|办理|办好|结题|结项|提交|上交|报送|上报|报告|报县|报市|报局|报党委|报支部|答复|回复|落实|整改|印发|发通知|发出|发放|召开|组织|开展|启动|核对|核查|核实|核定|审核|汇总|反馈|公布|公示|公开|备齐|备好|准备|拿出|形成|制定|制订|制作|起草|整理|收集|填写|填报|更新|录入|登记|回访|走访|检查|抽查|自查|排查|巡查|夜查|验收|建立|建成|建好|设立|成立|上线|培训|通知|联系|协调|修改|修订|修复|维修|补齐|补充|补课|补学|补签|签订|签字|归档|执行|实施|施行|销号|到位|举办|举行|参加|出席|拍摄|张贴|采购|购置|安装|清理|盘点|梳理|摸排|统计|撰写|写出|写好|评议|评选|推选|确定|调整|优化|解决|处理|推进|调研|座谈|谈话|慰问|宣传|值班|轮值|督促|督办|跟进|跟踪|对接|沟通|总结|发布|打印|装订|缴纳|收缴|转接|考核|考察|审查|申报|申请|评审|评估|分析|提出|提供|编写|编制|编印|编好|拟定|拟好|拟订|报进度|报名|报到|交|送|报|做|办|改|写|查|发'

const verb = new RegExp(`(?:${doing})`, 'u')
/** Whether words tell of something to be done. */
export const tellsOfDoing = (words: string): boolean => verb.test(words)

/** What is over, or how things stood. */
export const over = /已经?(?!知)|(?<!为|除|到|受)了(?!解|结)|曾|批准|合格|列为|确定为|递交了?|同意接收|发生|立案|以来|至今/

/** What a speaker does with the words that follow. */
export const telling = '汇报|通报|介绍(?!人)|领学|领读|传达|宣读|讲解|主讲|说明|补充|提醒|建议|小结|强调|指出|认为|表示|表态|发言|宣布|回应|反映|谈体会|谈了|提出(?!方案|意见稿)'
