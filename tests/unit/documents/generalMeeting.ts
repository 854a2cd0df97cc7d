import { fullMembers, meetingOf, presentBut, type Draft } from './meeting.ts'

/** fixtures/minutes/general-meeting-2026-09-18.md, element by element: an admission, 13 of 15 voters there, 12 for, one prior written opinion. */
const draft: Draft = {
  kind: 'generalMeeting', title: '第二支部党员大会', heldOn: '2026-09-18', startsAt: '15:00', endsAt: '17:05', place: '县局四楼会议室', chair: '周启明', recorder: '林静怡',
  guests: [{ name: '沈伟', note: '县局党委组织员' }, { name: '唐雨薇', note: '入党积极分子' }, { name: '陈思远', note: '发展对象' }],
  opening: '主持人宣布：应到会有表决权的党员15人，实到13人，超过半数，可以开会。推选吴国栋为监票人，罗敏、马晓东为计票人，经举手全体通过。',
  agenda: [{
    title: '讨论接收陈思远同志为中共预备党员', reporter: '陈思远',
    report: '陈思远汇报对党的认识、入党动机、本人履历、家庭主要成员和重要社会关系情况，说明没有需要向组织隐瞒的事项。他说：“去年大雪封路，几位党员师傅把药品和卷烟一起送进山里的店，我才明白党员身份是在这种时候亮出来的。”',
    speeches: [
      { speaker: '孙立军（介绍人）', text: '政治上可靠，业务上肯钻，近两年零差错；不足是性子急。同意做他的介绍人，同意其入党。' },
      { speaker: '林静怡（介绍人）', text: '培养考察两年，思想汇报8篇、参加党课9次、志愿服务46小时，同意其入党。' },
      { speaker: '林静怡（支委会审查报告）', text: '程序完备，材料齐全，公示无异议，政治审查合格，培训24学时合格，党委预审合格。支委会认为其基本具备党员条件。' },
      { speaker: '钱雅文', text: '在城西片区整治中主动承担夜查，值得肯定。' },
      { speaker: '赵文博', text: '曾因言辞与商户发生争执，希望改进沟通。' },
      { speaker: '徐桂芳', text: '带头学法规，考取执法证早于同批人员。' },
      { speaker: '高志远', text: '工作细，建议多参加支部宣传。' },
      { speaker: '邓丽娟', text: '同意大家意见，希望把专业特长用到帮扶困难零售户上。' },
      { speaker: '方子涵', text: '结合自身体会，表示愿与其互相监督。' },
      { speaker: '陈思远（表态）', text: '虚心接受意见，用一年预备期改正急躁毛病。' },
    ],
    votes: [{ subject: '陈思远', scene: 'admission', method: 'secret', issued: 13, returned: 13, valid: 13, yes: 12, no: 0, abstain: 1, writtenYes: 1, teller: '吴国栋', counters: '罗敏、马晓东' }],
    decision: '第二支部于2026年9月18日召开党员大会，讨论了陈思远同志的入党问题。该同志拥护党的纲领和章程，入党动机端正，政治立场坚定，工作责任心强，在专卖市场监管岗位作用发挥较好；主要不足是工作中有时急躁、与服务对象沟通方式需改进。支部有党员16名，其中有表决权的15名，实到13名，书面意见1份；经无记名投票，13票赞成，0票不赞成，1票弃权，同意接收其为中共预备党员，报县局党委审批。',
    actions: [{ task: '将志愿书、决议和票决材料报县局党委（审批时限至12月18日）', owners: '林静怡', dueText: '9月22日前' }],
  }],
}

export const generalMeeting = meetingOf(draft, presentBut([...fullMembers, '方子涵'], {
  曹建国: { state: 'leave', reason: '赴市局培训，会前已提交书面意见', approvedBy: '周启明', makeUp: { on: '2026-09-25', way: '自学会议材料', by: '林静怡' } },
  梁永康: { state: 'leave', reason: '住院，未提交书面意见' },
}))
