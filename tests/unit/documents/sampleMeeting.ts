import type { Attendee, Meeting } from '../../../shared/domain/meeting.ts'

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

const committee: [name: string, post: string][] = [['周启明', '书记'], ['林静怡', '组织委员'], ['郑浩然', '宣传委员'], ['吴国栋', '纪检委员'], ['何晓燕', '青年委员']]
export const attendees: Attendee[] = committee.map(([name, post], index) => ({ personId: idOf(index + 1), name, post, state: 'present', reason: '' }))

export const workspace = { unit: '南浦县烟草专卖局（分公司）', branch: '第二支部' }

/** The committee meeting of 8 September 2026 (domain rules section 5.3, sample 1) with everything that was said. */
export const sampleMeeting: Meeting = {
  id: idOf(900), revision: 3, kind: 'committeeMeeting', title: '第二支部委员会2026年第9次会议', heldOn: '2026-09-08', startsAt: '14:30', endsAt: '16:10',
  place: '县局三楼党员活动室', chair: '周启明', recorder: '林静怡', guests: [{ name: '孙立军', note: '' }, { name: '钱雅文', note: '' }], opening: '',
  attendance: attendees.map(({ personId }) => ({ personId, state: 'present', reason: '' })),
  attendees, expected: 5, present: 5, mayMeet: true, quorum: '应到委员5人，实到5人，超过半数，可以开会。', savedAt: '2026-09-08T09:00:00.000Z',
  agenda: [
    {
      id: idOf(101), title: '学习传达县局党委第三季度党建工作例会精神', reporter: '郑浩然',
      report: '郑浩然领学例会材料，重点是“党建与专卖、营销、物流三项业务同部署同检查”。',
      speeches: [
        { speaker: '吴国栋', text: '上季度支部台账里有两次活动只有照片没有结论，建议今后每项议题都写明“谁、什么时候、办到什么程度”。' },
        { speaker: '何晓燕', text: '青年党员对材料写作不熟，建议由老党员带着写一次。' },
        { speaker: '周启明小结', text: '从本月起，议定事项一律登记成任务，月底由纪检委员核对。' },
      ],
      discussion: '', vote: null, decision: '建立支部议定事项清单。',
      actions: [{ id: idOf(201), task: '完成议定事项清单首次核对', owners: '吴国栋', dueText: '9月30日前', dueOn: '2026-09-30' }],
    },
    {
      id: idOf(102), title: '研究提交大会讨论接收陈思远同志为预备党员事项', reporter: '林静怡',
      report: '陈思远，专卖市场监管员，2024年3月11日递交入党申请书，同年9月10日确定为积极分子；2026年6月1日至5日公示5个工作日，无异议，6月9日列为发展对象；7月完成24学时集中培训和政治审查；8月31日县局党委预审合格。\n按规定应在一个月内提交党支部党员大会，截止9月30日。',
      speeches: [
        { speaker: '孙立军', text: '该同志今年牵头办理涉烟案件线索11条，遇急事能顶上，缺点是与零售户沟通时语气偏硬。' },
        { speaker: '吴国栋', text: '查阅信访和纪律记录，未发现问题。' },
      ],
      discussion: '', vote: { yes: 5, no: 0, abstain: 0 }, decision: '同意于9月18日提交党支部党员大会讨论。',
      actions: [{ id: idOf(202), task: '备齐票样、计票单和志愿书', owners: '林静怡', dueText: '9月15日前', dueOn: '2026-09-15' }],
    },
    {
      id: idOf(103), title: '研究业务难点清单和党员攻关项目', reporter: '周启明',
      report: '三季度难点：一是城西片区真烟异常流动线索占全县42%；二是零售户走访覆盖率86%，低于95%的目标；三是送货准时率93.5%，雨天明显下降。赵文博负责的城西片区报名攻关。',
      speeches: [{ speaker: '何晓燕', text: '“走访覆盖提升”要避免只求数量。' }],
      discussion: '经讨论，增加“问题闭环率”指标。', vote: null,
      decision: '会议同意设立3个党员攻关项目：“城西片区真烟流动治理”、“走访覆盖提升”、“雨天配送保障”，均填写立项书。',
      actions: [
        { id: idOf(203), task: '城西片区真烟流动治理，每月25日报进度', owners: '赵文博', dueText: '12月15日', dueOn: '2026-12-15' },
        { id: idOf(204), task: '走访覆盖提升，每月25日报进度', owners: '钱雅文', dueText: '12月15日', dueOn: '2026-12-15' },
        { id: idOf(205), task: '雨天配送保障，每月25日报进度', owners: '马晓东', dueText: '12月15日', dueOn: '2026-12-15' },
      ],
    },
    {
      id: idOf(104), title: '确定10月主题党日安排', reporter: '', report: '', speeches: [], discussion: '', vote: null,
      decision: '10月主题党日定于10月16日，主题为“亮身份、解难题、优服务”，含学习、攻关项目中期交流、城西农贸市场志愿服务三项。',
      actions: [{ id: idOf(206), task: '拟定方案并发通知', owners: '郑浩然', dueText: '10月12日前', dueOn: '2026-10-12' }],
    },
  ],
}

/** A record of 12 items, 60 guests and more than 30,000 characters. */
export const longMeeting: Meeting = {
  ...sampleMeeting,
  title: '第二支部委员会2026年第10次（扩大）会议暨第三季度党建与业务融合攻关项目推进会',
  guests: Array.from({ length: 60 }, (_, index) => ({ name: `列席${index + 1}`, note: index % 3 === 0 ? '县局专卖监督管理科' : '' })),
  agenda: Array.from({ length: 12 }, (_, index) => {
    const item = sampleMeeting.agenda[index % 4]
    if (!item) throw new Error('the sample has four items')
    return { ...item, id: idOf(300 + index), title: `${item.title}（第${index + 1}项）`, speeches: Array.from({ length: 6 }, (_speech, n) => ({ speaker: committee[n % 5]?.[0] ?? '', text: '坚持把党建工作与专卖、营销、物流三项业务同部署、同检查、同考核，逐项写明责任人、完成时限和办理程度。'.repeat(9) })) }
  }),
}
