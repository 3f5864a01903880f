// Syllables for the names of townships and villages of the demo counties, to make user names people can type.

const syllables: Record<string, string> = Object.fromEntries(
  `a阿鞍 ao坳敖 ba八坝巴 bai柏白 ban半板 bang邦 bao堡 bei贝背 bi比笔碧 bian偏 bo波 bu步 can蚕 cang苍 cen岑 cha茶 chang长场 cheng城 chong冲
    da大 dai岱 dan胆丹 dao道 deng凳 di地堤 dian店 ding丁 dong东洞 dou斗 duo铎 feng枫风锋凤 fu扶富 gan甘 gao高 gong弓公贡 gu姑
    guang光 gui圭桂 gun滚 he河合禾和 hong红 hu胡湖 hua华花 huan桓 huang黄晃 hui辉会 ji计吉 jia家 jiang江 jiao绞角 jie街界阶结 jin进
    jing井 jiu酒 ju居 ke克 kou口 kuan款 lai涞 lan烂蓝 lang郎朗 lao老 le乐 lei雷 li李利 lian练联 liang凉良两 lie烈 lin林 liu柳
    long龙 lou楼 lu炉路鹿 luo罗洛 ma马麻 mao茂 mei美 men门 mi米 min民 mo磨 mu木暮 nan南 ni泥 pai牌排 pan判 ping坪平屏 po坡 pu莆
    qian前 qiao桥 ren仁 ri日 rong容 sai赛 san三伞 sha沙 shan山闪 shang上 shao绍 she社 sheng胜生 shi石市 shou寿 shu树 shuang双
    shui水 si四 song宋 sui穗 tai台太 tan滩 tang塘唐堂 tian天田 tie铁 tong桐 tou头 tu土 tuan团 wa瓦 wan万湾 wang王 wei尾 wen文
    wu乌武屋 xi溪西习 xia下 xiang祥降向 xie谢 xin新 xing星兴 xue雪学 ya鸦亚 yan岩晏 yang阳杨羊 ye夜爷 yin音 you有 yu鱼玉渔 yuan元园 zao皂
    zhai寨 zhao召 zhen镇 zhong中 zhou洲 zhu主竹朱柱 zi子字 zong宗 xian仙 tao桃 hai海 guan关 zu足`
    .trim()
    .split(/\s+/)
    .flatMap((group) => {
      const [, syllable = '', chars = ''] = /^([a-z]+)(.+)$/.exec(group) ?? []
      return [...chars].map((char) => [char, syllable])
    }),
)

/** The kind of place at the end of a name: 街上村 is known as Jieshang. */
const suffix = /((侗族|苗族|土家族)*(自治县|乡)|镇|街道|社区|居委会|县|区|村)$/

/** A name as syllables without its kind of place: 花园村 becomes `huayuan`. Unknown characters are left out. */
export function typedName(name: string): string {
  return [...name.replace(suffix, '')].map((char) => syllables[char] ?? '').join('')
}
