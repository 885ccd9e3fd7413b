import { firstReason, sign } from "./gate.ts";

const ORDERS =
  "(?:指令|命令|提示词?|规则|设定|约束|限制|指示|系统|身份|角色|instructions?|prompts?|rules?|guidelines|context)";
const SHOW =
  "(?:打印|输出|显示|告诉|说出|泄露|透露|复述|展示|给我|发(?:给|出|我)|列出|写出|念|贴|公开|看|是什么|有哪些)";

/** Text that speaks to the machine instead of to us. It is data like all other text; here it only gets its own answer. */
export const injectionReason = firstReason([
  sign(
    "overrules instructions",
    new RegExp(
      `(?:忽略|无视|忘记|忘掉|丢掉|抛开|取消|解除|跳过|绕过|覆盖|清除|不要(?:遵守|理会|管))[^，,。!！?？]{0,14}${ORDERS}|(?:新|最高|最新)(?:的)?(?:指令|命令|规则)[:：]|(?:ignore|disregard|forget|override|bypass)[^.\\n]{0,40}(?:previous|above|prior|all|your|earlier|instructions?|rules?)`,
    ),
    /忘记(?:密码)?(?:账号|登录)/,
  ),
  sign(
    "asks for the inner text of the program",
    new RegExp(
      `(?:系统|内部|初始|隐藏|完整|后台|你的|原始)(?:的)?(?:提示词|提示语|prompt|指令|设定|配置|源代码|源码|密码|密钥|口令|数据库)[^，,。]{0,10}${SHOW}|${SHOW}[^，,。]{0,8}(?:提示词|system ?prompt|系统(?:提示|设定|指令)|初始指令|隐藏指令|源代码|源码|api ?key|密钥|管理员密码|后台密码|数据库(?:密码|结构|地址|内容|里的?所有)|环境变量)|system ?prompt|initial prompt|reveal your|print your|show me your (?:prompt|instructions)`,
    ),
  ),
  sign(
    "switches a mode",
    /(?:开发者?|调试|上帝|管理员?|无限制|维护|越狱|测试|root|超级用户|特权|debug|developer|dan|god|admin)\s?(?:模式|权限|mode)|越狱|jailbreak|\bsudo\b|do anything now|(?:(?<!有)没有|不受|去掉|关闭|关掉)(?:任何|一切|所有)?(?:的)?(?:限制|约束|过滤|审查|安全(?:检查|限制)).{0,6}(?:ai|人工智能|模型|机器人|助手|回答|$)/,
    /学|培训|课/,
  ),
  sign(
    "gives the bot another role",
    /(?:扮演|假装(?:你|自己)?(?:是|成|没有)|角色扮演|从(?:现在|此刻|今天)(?:开始|起)?[，,]?你(?:就|要|必须|只|不再|将|不)?(?:是|叫|扮|当|做|说|回|听)|你现在(?:就|已经)?(?:是一[个只名位]|叫|变成|不是(?:一个)?(?:机器人|客服|助手)|没有|是dan|是我的)|你不再是|act as|pretend|you are now|you're now|roleplay|from now on)/,
  ),
  sign(
    "dictates the words of the reply",
    /(?:重复|复述|复读|照着?(?:念|说|抄)|跟(?:着)?我(?:念|读|说)|原样(?:输出|返回|回复)|逐字)(?:一?遍|一下)?[^，,。]{0,8}(?:下面|以下|这(?:句|段)|上面|我(?:的|说的?|下面)|后面|每(?:个)?字)?(?:的)?(?:话|内容|文字|句|字|[:：“"「])|(?:只|必须|一律|统一)(?:能|要|准)?(?:回复|回答|输出|说)[^，,。]{0,4}[:：“"「'「]|repeat (?:after|the|everything|this)|say (?:exactly|only)|respond (?:only )?with/,
  ),
  sign(
    "is written in a language for machines: SQL",
    /\b(?:drop|truncate|alter|create)\s+(?:table|database|schema|user)\b|\bdelete\s+from\b|\binsert\s+into\b|\bunion\s+(?:all\s+)?select\b|\bselect\s[^\n]{0,60}\bfrom\b|\bupdate\s+\w+\s+set\b|['"]\s*(?:or|and)\s*['"]?\w*['"]?\s*=|\bor\s+1\s*=\s*1|['"]?\s*\)?;\s*--|xp_cmdshell|pg_sleep|sleep\(\d/,
  ),
  sign(
    "is written in a language for machines: HTML",
    /<\s*\/?\s*(?:script|img|iframe|svg|body|style|object|embed|a|html|marquee|input|form|link|meta|div)\b[^>]{0,200}>?|javascript:|\bon(?:error|load|click|mouseover)\s*=/,
  ),
  sign(
    "is written in a language for machines: template",
    /\{\{[^}]{0,80}\}\}|\$\{[^}]{0,80}\}|<%[^%]{0,80}%>|\{%[^%]{0,80}%\}|#\{[^}]{0,80}\}/,
  ),
  sign(
    "is written in a language for machines: commands",
    /\brm\s+-rf?\b|\/etc\/passwd|\.\.\/\.\.\/|\bcurl\s+(?:-|http)|\bwget\s+http|\beval\s*\(|\bexec\s*\(|__import__|os\.system|\bcat\s+\/|base64\s+-d|process\.env|\bchmod\s+\d/,
  ),
  sign(
    "imitates the turns of a model",
    /<\|?\s*(?:im_start|im_end|system|endoftext)\|?>|\[\/?inst\]|\[system\]|^\s*(?:system|assistant|###\s*(?:instruction|system))\s*[:：]|<<sys>>|"role"\s*:\s*"system"/m,
  ),
  sign(
    "orders the records to be changed",
    /(?:把|将)[^，,。]{0,16}(?:改成|改为|设为|设成|标记?为)[^，,。]{0,8}(?:已?通过|0元|管理员|全部免费|已发布)|(?:给我|开通)(?:最高|管理员|超级)(?:的)?权限|(?:清空|删除|删掉|格式化)[^，,。]{0,6}(?:数据库|所有(?:课程|数据|表)|服务器)/,
  ),
]);
