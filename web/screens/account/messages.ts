// The words of one's own account.
import { label } from '../../../contract/label.ts'

export const words = {
  title: label('账号与安全', 'Account and security'),
  sessions: label('登录会话', 'Sessions'),
  password: label('密码', 'Password'),
  second: label('两步验证', 'Second step'),
  passkeys: label('通行密钥', 'Passkeys'),
  mustChange: label('这是首次密码，请先改成自己的密码', 'This is a first password: change it to one of your own'),
  lacksSecond: label(
    '管理权限须两步验证：请先开启，以后用密码加验证码（或通行密钥）登录',
    'Administering needs a second step: turn it on here, and sign in with password and code, or with a passkey',
  ),

  started: label('登录时间', 'Signed in'),
  seen: label('最近使用', 'Last used'),
  thisOne: label('本次会话', 'This session'),
  end: label('退出', 'End'),
  endOthers: label('退出其他所有会话', 'End all other sessions'),
  ended: label('已退出', 'Ended'),
  unknownDevice: label('未知设备', 'Unknown device'),

  current: label('现在的密码', 'Present password'),
  next: label('新密码', 'New password'),
  change: label('修改密码', 'Change the password'),
  changed: label('密码已修改，其他会话已退出', 'The password is changed; other sessions have ended'),

  secondOn: label('两步验证已开启', 'The second step is on'),
  secondOff: label('两步验证未开启', 'The second step is off'),
  secondHint: label(
    '登录时除了密码，还要输入手机身份验证器上的 6 位数字。任何支持 TOTP 的验证器都可以。',
    'Besides the password, signing in asks for six digits of an authenticator on a phone. Any TOTP authenticator works.',
  ),
  enable: label('开启', 'Turn on'),
  disable: label('关闭', 'Turn off'),
  confirmPassword: label('输入密码继续', 'Your password, to go on'),
  scan: label('1. 用身份验证器扫描', '1. Scan with an authenticator'),
  orType: label('或手动输入密钥', 'or type the key'),
  typeCode: label('2. 输入显示的 6 位数字', '2. Type the six digits it shows'),
  backup: label('3. 保存备用码', '3. Keep the backup codes'),
  backupHint: label(
    '手机丢失时用。每个只能用一次，只在这里显示一次。',
    'For when the phone is lost. Each works once, and they are shown only here.',
  ),
  finish: label('完成', 'Finish'),
  qrLabel: label('两步验证二维码', 'QR code of the second step'),

  passkeyHint: label(
    '用这台设备的解锁方式代替密码登录。用来解锁的东西只留在设备里，不会发送到系统。',
    'Sign in with the unlock of this device instead of a password. What unlocks it never leaves the device.',
  ),
  addPasskey: label('添加通行密钥', 'Add a passkey'),
  added: label('已添加', 'Added'),
  removed: label('已移除', 'Removed'),
  remove: label('移除', 'Remove'),
  noPasskeys: label('还没有通行密钥', 'No passkeys yet'),
  unnamed: label('通行密钥', 'Passkey'),
  done: label('已保存', 'Saved'),
} as const
