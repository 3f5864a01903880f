// Help, and in plain words what is kept, for how long, and what this never does.
import { type Label, label } from '../../../contract/label.ts'
import { useText } from '../../../ui/text/language.tsx'
import { Emergency } from '../parts/Emergency.tsx'
import { Page } from '../parts/Page.tsx'
import { YouthPosts } from './YouthPosts.tsx'

interface Part {
  title: Label
  lines: Label[]
}

const parts: Part[] = [
  {
    title: label('报告以后会怎样', 'What happens to a report'),
    lines: [
      label(
        '网格员或村（社区）先看到。一个工作日内没有人接，会自动交到上一级。',
        'The grid worker or village sees it first. If nobody takes it within a working day, it goes to the level above by itself.',
      ),
      label(
        '一般的事 3 个工作日内办，难办的 7 个工作日；要延长须经批准，最多 15 个工作日。',
        'Ordinary matters take up to 3 working days, hard ones 7; a longer time needs approval and ends at 15 working days.',
      ),
      label(
        '办好以后请您确认。没有解决，30 天内可以要求重新办理。',
        'When it is done you are asked to confirm. If it is not solved you can reopen it within 30 days.',
      ),
      label(
        '别人报告了同一件事，工作人员可以合并办理，每个人都会得到答复。',
        'If others reported the same thing, staff may join the reports; everybody gets the answer.',
      ),
    ],
  },
  {
    title: label('保存什么，存多久', 'What is kept, and for how long'),
    lines: [
      label(
        '您写的情况、位置、照片和语音：随事项保存，只有办理的人能看。',
        'What you wrote, the place, photos and voice note: kept with the report, seen only by those handling it.',
      ),
      label(
        '称呼和电话（可不填）：单独封存，每次查看都有记录，办结 30 天后自动删除。',
        'Your name and telephone (optional): sealed, every look recorded, erased by itself 30 days after closing.',
      ),
      label(
        '匿名报告：不保存任何身份信息。我们自己也不知道是谁。',
        'Anonymous reports: nothing about who you are is kept. We do not know ourselves.',
      ),
      label(
        '没发出的草稿只在这部手机里，发出或删掉后就没有了。',
        'An unsent draft is on this phone only, and gone once it is sent or deleted.',
      ),
      label(
        '没有账号，没有跟踪用的 Cookie，不向任何第三方发送数据。',
        'No account, no tracking cookies, nothing sent to any third party.',
      ),
    ],
  },
  {
    title: label('这里永远不做的事', 'What this never does'),
    lines: [
      label('不给居民建档、打分、贴标签、做预测。', 'No register, score, label or prediction of residents.'),
      label('不做人脸识别，不收指纹等生物信息。', 'No face recognition, no fingerprints or other biometrics.'),
      label(
        '不记录民族、信仰、政治、健康，也没有「风险人员」。',
        'No record of ethnicity, belief, politics or health, and no list of "risky" people.',
      ),
      label(
        '不跟踪您的位置：只有您按下按钮时取一次。',
        'No tracking: your place is read once, when you press the button.',
      ),
      label('不监看上访、聚会、信仰和网上言论。', 'No watching of petitions, gatherings, belief or speech online.'),
      label('不强制拍照，不给工作人员定上报数量。', 'Photos are never required, and staff have no quota of reports.'),
    ],
  },
  {
    title: label('查询码', 'The tracking code'),
    lines: [
      label(
        '查询码就是钥匙：有它就能看进度、确认、要求重办。请不要发给不相干的人。',
        'The code is the key: whoever has it can see the progress, confirm and reopen. Do not pass it on.',
      ),
      label('丢了找不回来。可以再报告一件。', 'A lost code cannot be recovered. You can report again.'),
    ],
  },
]

export function HelpPage() {
  const say = useText()
  return (
    <Page title={say(label('帮助和您的信息', 'Help and your data'))}>
      <Emergency />
      <YouthPosts />
      {parts.map((part) => (
        <section key={part.title.en} className="block">
          <h2>{say(part.title)}</h2>
          <ul className="plain">
            {part.lines.map((line) => (
              <li key={line.en}>{say(line)}</li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}
