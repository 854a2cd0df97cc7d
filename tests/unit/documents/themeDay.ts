import { fullMembers, meetingOf, presentBut, type Draft, type Marks } from './meeting.ts'

/** fixtures/minutes/theme-day-2026-10-16.md, element by element: 16 of 17 there, all four kinds of content, one hour served by each. */
const draft: Draft = {
  kind: 'themeDay', title: '第二支部2026年10月主题党日“亮身份、解难题、优服务”', heldOn: '2026-10-16', startsAt: '14:00', endsAt: '17:20', place: '县局党员活动室；城西农贸市场', chair: '周启明', recorder: '郑浩然',
  guests: [{ name: '唐雨薇', note: '入党积极分子' }],
  elements: {
    theme: '亮身份、解难题、优服务', contents: '集中学习、组织生活、民主议事、志愿服务', decidedBefore: '第二支部委员会2026年第9次会议', hours: '1',
    earlier: '支部议定事项清单已于9月30日完成首次核对。\n三个攻关项目均已填写立项书。',
  },
  agenda: [
    { title: '重温入党誓词和宣誓', report: '县局党委10月12日批准接收陈思远为预备党员，编入第一党小组。周启明带领全体党员重温入党誓词，陈思远面向党旗宣誓并作2分钟发言。' },
    {
      title: '集中学习（60分钟）', nature: 'firstTopic', reporter: '郑浩然', report: '领学发展党员工作细则新修订要点和中央八项规定精神案例。',
      speeches: [{ speaker: '马晓东', text: '配送员每天和商户打交道，收一包烟也是纪律问题。' }, { speaker: '徐桂芳', text: '建议把案例编成“十个不”口袋卡。' }],
      decision: '采纳徐桂芳的建议，编印口袋卡。', actions: [{ task: '编印“十个不”口袋卡', owners: '郑浩然', dueText: '11月5日' }],
    },
    {
      title: '业务攻关中期交流（70分钟）', nature: 'business',
      report: '赵文博汇报“城西片区真烟流动治理”：建立异常订单三色预警，9月以来核查27户，立案2起，线索占比由42%降到31%；困难是夜间人手不足。\n钱雅文汇报“走访覆盖提升”：走访覆盖率由86%升至94.2%，收集问题63条、办结51条，闭环率81%；剩余12条主要是货源投放咨询，需营销部配合。\n马晓东汇报“雨天配送保障”：调整4条线路、增配防雨罩60个，雨天准时率由88%升到95%，投诉下降3件。',
      speeches: [{ speaker: '孙立军', text: '建议两个党小组轮值，每周三、五各出2人。' }, { speaker: '吴国栋', text: '三个项目的用车、加班补贴要按制度报销。' }],
      decision: '同意两个党小组轮值。',
      actions: [{ task: '轮值夜查，各出2人', owners: '孙立军、钱雅文', startText: '10月19日起', repeatText: '每周三、五' }, { task: '逐条答复货源投放咨询', owners: '周启明', dueText: '10月30日前' }],
    },
    {
      title: '“党员先锋岗”推荐人选', discussion: '经充分发言，举手表决。',
      votes: [{ subject: '推荐赵文博、罗敏', yes: 14, no: 0, abstain: 0 }], decision: '推荐赵文博、罗敏2人，报县局党委，公示5个工作日。',
    },
    {
      title: '志愿服务（60分钟）', report: '16名党员和1名积极分子分4组到城西农贸市场，为38户零售户开展真伪识别、收银设备检修和消防检查，现场解决扫码故障6起，登记建议9条。',
      actions: [{ task: '9条建议入任务清单并回访', owners: '何晓燕', dueText: '11月10日' }],
    },
  ],
}

const marks: Marks = Object.fromEntries([...fullMembers, '方子涵', '陈思远'].map((name) => [name, { hours: 1 }]))
export const themeDay = meetingOf(draft, presentBut([], { ...marks, 梁永康: { state: 'leave', reason: '病假' } }))
