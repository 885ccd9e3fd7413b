const RELATION =
  "(?:前妻|前夫|前男友|前女友|男朋友|女朋友|男友|女友|老公|丈夫|妻子|老婆|爱人|对象|媳妇|女婿|儿子|女儿|孩子|娃|弟弟?|妹妹?|哥哥?|姐姐?|表[弟妹哥姐]|堂[弟妹哥姐]|邻居|同学|同事|同行|朋友|老乡|亲戚|室友|工友|徒弟|员工|学员|学生|同班|别人|别个|人家|其他人|其他学员|(?:那|这)个人|那个[男女]的?|仇人|债主|暗恋的?)";
const SURNAMES =
  "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武莫孔向汤";
/** 王大爷, 张孃孃, 小陈: a person by the form of the name. 小金 is a county. */
const ADDRESSED = `[${SURNAMES}](?:[孃嬢]{1,2}|大?[爷妈姐哥]|叔|婶|总(?!部|院|校))|(?:小|老|阿)(?!金[县川])[${SURNAMES}](?![了的家庙街路])`;
const ASKED = "(?:^|[,，。!！ ]|查(?:一?下|看|哈|查)?|找|问(?:一?下|哈)?|打听|看(?:看|一?下|哈)|告诉我|给我|叫|隔壁)";

/** Someone who is neither the speaker nor an institution, as a piece of a pattern. */
export const OTHER = `(?:(?:我|咱|他|她)?(?:们)?(?:的)?(?:那个|这个|家)?(?:${RELATION}(?:们)?(?:的)?|${ADDRESSED}))`;

/** What may be a name, for it stands where one is asked about: 查下李建国. Many places begin with a surname (江油, 金堂), so more must follow. */
export const NAMED = `(?<=${ASKED})[${SURNAMES}](?![了的电焊工会便级])(?:[^\\s\\d，。,.?？!！老师校的有是在住报去读学考没班课级证厂区县市镇工年月日号天周末店]{1,2}|某某?)(?![班课级证校厂区县市镇工店]|老师|校长|主任|教练|师傅)`;
