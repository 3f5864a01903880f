// The words of the kit itself. What belongs to a kind is in its definition.
import { label } from '../contract/label.ts'

export const words = {
  retry: label('重试', 'Try again'),
  cancel: label('取消', 'Cancel'),
  close: label('关闭', 'Close'),
  save: label('保存', 'Save'),
  ok: label('确定', 'OK'),
  yes: label('是', 'Yes'),
  no: label('否', 'No'),
  loading: label('正在加载', 'Loading'),
  more: label('加载更多', 'Load more'),
  optional: label('选填', 'optional'),
  none: label('无', 'None'),

  failedHint: label(
    '请重试；如果一直这样，请把编号告诉管理员',
    'Try again; if it stays, tell the administrator the code',
  ),
  failedNetwork: label('请检查网络', 'Check the network'),

  noDeadline: label('无期限', 'No deadline'),
  left: label('剩{span}', '{span} left'),
  late: label('超期{span}', '{span} overdue'),
  ended: label('已结束', 'Ended'),
  dueAt: label('到期', 'Due'),

  required: label('请填写', 'Please fill this in'),
  chooseOne: label('请选择', 'Please choose'),
  tooLong: label('最多 {n} 个字', 'At most {n} characters'),
  tooShort: label('至少 {n} 个字', 'At least {n} characters'),
  notANumber: label('请填 {min} 到 {max} 之间的整数', 'A whole number from {min} to {max}'),
  badPhone: label('电话只能有数字、空格和短横线', 'A phone number has digits, spaces and dashes only'),
  badCharacters: label('有不能保存的字符', 'Some characters cannot be kept'),
  looksLike: label('格式不对，应如 {example}', 'It must look like {example}'),
  drawBorder: label('在地图上逐点画出边界，回到第一点即闭合', 'Click the corners on the map; the first one closes it'),
  drawLine: label('在地图上逐点画线', 'Click along the line on the map'),
  drawAgain: label('重画', 'Draw it again'),
  positions: label(
    '或粘贴坐标：经度 纬度; 经度 纬度; …',
    'Or paste positions: longitude latitude; longitude latitude; …',
  ),
  tooMany: label('最多 {n} 个', 'At most {n}'),

  contactName: label('称呼', 'Name'),
  contactPhone: label('电话', 'Phone'),

  pickOnMap: label('点击地图选择位置', 'Click the map to choose the place'),
  clearPlace: label('清除位置', 'Clear the place'),
  enlarge: label('放大', 'Zoom in'),
  shrink: label('缩小', 'Zoom out'),
  whole: label('看全境', 'Show the whole area'),
  noMap: label(
    '这台电脑的浏览器画不了地图（需要 WebGL）。列表不受影响。',
    'This browser cannot draw the map (it needs WebGL). Lists work.',
  ),
  demonstration: label('示意边界 demonstration geometry', 'demonstration geometry 示意边界'),
  mapLabel: label('地图', 'Map'),

  upload: label('上传', 'Upload'),
  uploading: label('正在上传', 'Uploading'),
  removeFile: label('移除', 'Remove'),
  photo: label('照片', 'Photo'),
  voice: label('语音', 'Voice note'),
  document: label('文件', 'Document'),
  fileTooLarge: label('文件超过 {n} MB', 'The file is larger than {n} MB'),

  chooseDivision: label('选择区划', 'Choose a division'),
  noDivisionFound: label('没有找到这个名字的区划', 'No division of that name'),

  sealed: label('密封：只有少数岗位能看', 'Sealed: few posts may see it'),
  onDevice: label('手机时间 {at}', 'On the phone: {at}'),
  system: label('系统', 'System'),
} as const
