// What is written when a matter is passed on, sent back, declined, extended, reopened, shared or linked.

export const declineReasons: readonly string[] = [
  '经核实属于其他县管辖，已告知报告人向当地反映。',
  '现场查看未发现所述情况，与报告人联系后确认位置有误。',
  '内容过于简单且无法联系，暂不受理，可补充后重新报告。',
  '该事项已由法院审理，依法不重复受理。',
]
export const declineAnswers: readonly string[] = [
  '您反映的位置不在本县，已将受理电话告知您。',
  '到现场未见所述情况，如仍存在请补充照片或位置再报。',
  '请补充具体地点和时间后重新报告，我们会尽快办理。',
  '该事项正在司法程序中，请按法院通知办理。',
]
export const sendBackReasons: readonly string[] = [
  '现场属村内道路，不在我局管养范围，建议由村组先行处理。',
  '经核对不属本单位职责，请转相关部门。',
  '位置不明确，请补充照片后再转。',
]
export const extensionReasons: readonly string[] = [
  '配件需从外地调运，预计一周到货。',
  '连续下雨无法施工，待天气好转。',
  '需召开村民会议表决后实施。',
  '涉及两家单位，正在协商方案。',
]
export const closeReasons: readonly string[] = [
  '已电话告知处理结果，报告人表示认可。',
  '已上门回访，报告人不使用手机，当面确认解决。',
  '多次联系未果，现场照片证明已处理完毕。',
  '来电人当场表示满意。',
]
export const stillWrong: readonly string[] = [
  '修好一天又坏了。',
  '只处理了一半，另一头还是老样子。',
  '来看过一次，但是没有修。',
  '说好这周弄好，现在还没有动。',
  '白天没事，一到晚上又这样。',
]
export const assignReasons: readonly string[] = [
  '该网格员熟悉现场，由其承办。',
  '原承办人外出培训，改由本村网格员办理。',
  '同一路段已有事项在办，合并由一人承办。',
]
export const sharePurposes: readonly string[] = ['现场位于两县交界，请协助查看', '涉及本单位设施，供了解处理进度']
export const linkReasons: readonly string[] = ['同一路段', '同一原因', '先后两次报告同一设施']
export const authorityRefs: readonly string[] = ['新应急销〔{year}〕{n}号', '新公治处〔{year}〕{n}号']
export const laterReports: readonly string[] = [
  '我也想反映一下，{account}',
  '同样的问题：{account}',
  '补充一点，{account}',
  '刚路过看到，{account}',
]
export const unplacedHints: readonly string[] = [
  '来电人没有说清是哪个村，回拨无人接听。',
  '电话里听不清村名，只说在赶集的地方附近。',
  '留言里没有村名。',
]
