"""Words that are said in passing, in both languages: they tell little of what a memo is about."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never counted on their own.
ENGLISH_STOP_WORDS = _words(
    """
    a about above across actually after afterwards again against ago ah all almost alone along
    already also although always am among an and another any anybody anyone anything anyway
    apart are area around as aside ask asked at away back bad badly be became because become
    been before began behind being below beside best better between big bit both bottom bring
    brought but by call came can cannot case cause certain clear clearly close come could
    couple course day days did do does doing done dont down during each early either else end
    enough entire especially even ever every everybody everyone everything exactly except far
    feel feeling felt few fine first five for four forget from full fully further gave get
    getting give given go goes going gone good got great had half happen happened hard has have
    having he heard her here hers herself hi high him himself his how however i idea if in
    instead into is isnt it its itself just keep keeps kept kind knew know known large last
    late later least left less let like line little long longer look looked looking lot lots
    low made main make makes making many matter may maybe me mean means might mine minute
    minutes moment more morning most much must my myself name near nearly need needed never new
    next nice nine no nobody non none nor not nothing now of off oh ok okay old on once one
    ones only onto or ordinary other others our ours out over own part people per perhaps
    person piece place plain please plus point pretty properly put quite rather real really
    reason rest right said same saw say saying says second see seem seems seen set seven
    several shall she should show side simply since single six small so some somebody somehow
    someone something sometimes somewhere soon sort start started state stay still stop such
    suddenly sure take taken taking tell ten than that the their them themselves then there
    therefore these they thing things think third this those though thought three through till
    time times to today together told tomorrow tonight too took top toward towards tried try
    trying turn turned twenty two under until up upon us use used using usual usually very wait
    want wanted was way we week weeks well went were what whatever when where whether which
    while who whole whom whose why will with within without wont word work works world would
    yeah year years yes yesterday yet you your yours yourself forty fifty hundred thousand
    eight past evening afternoon night month months hour hours hold
    im ive id doesnt didnt cant couldnt wouldnt shouldnt arent wasnt werent hasnt havent hadnt
    aint theyre youre thats whats whos lets inside outside round twice mind honestly apparently
    basically probably definitely different straight otherwise eleven twelve thirteen fifteen
    sixteen thirty sixty ninety quarter pair bother plenty suppose realise realised realize
    realized decide forward backward backwards
    """
)
# They may carry a memo, but stand beside its subject far more often.
ENGLISH_FAINT_WORDS = _words(
    """
    home house room friend friends kid kids child children man woman boy girl mum mom dad
    father mother brother sister door window bag hand hands face head eye eyes table car street
    road town water phone talk laugh smile happy sad tired love hot cold warm dark light red
    blue green white black walk run sit stand lie sleep wake eat drink bed money clock sun rain
    family husband wife son daughter boss colleague neighbour neighbor buy bought choose chose
    chosen decide decided miss missed ran move moved lose lost find found write wrote answer
    answered question remember remembered forgot watch watched plan planned planning carry
    carried open opened box queue held stood plans named called monday tuesday wednesday
    thursday friday saturday sunday number numbers bright brightness allowed extra level fix
    fixed order ordered drop dropped hole spend spent chase chased live living lift send sent
    share listen listened pretend pretended notice noticed accept accepted tiny fast slow quick
    quickly land landed mark marked stick stuck front page pages screen reach reached follow
    followed check checked change changed break broke fall fell catch caught pull pulled push
    pushed throw threw hit cut count counted learn learned learnt learning explain explained
    agree agreed win play played playing help helped helping meet met join joined pass passed
    fail failed return returned finish finished stopped closed clean step shut hang hung pick
    picked picking wrong true false simple strange weird quiet loud beautiful lovely ugly empty
    huge tall short wide thin fresh dead alive young older younger strong weak rich poor free
    busy ready careful honest serious quietly midnight noon summer winter spring autumn january
    february march april june july august september october november december city spot corner
    middle wall floor ceiling stairs kitchen bedroom bathroom garden shop store station school
    office bus train shoes clothes shirt coat bottle cup glass plate photo picture song music
    story book letter message news tv laptop computer worth sorry thanks brilliant perfect
    special favourite favorite secret stranger guy lady sir team group club class lesson
    project job meeting email mug shelf polite smell awkward fear showed age present sky river
    fight beat blow
    sat log mouth ear foot shoulder finger arm thumb toe lap neck hair voice breath whisper
    shout nod wave waved smiled laughed sing twin opinion yellow orange pink purple brown grey
    gray gold silver square circle line cross string load block replace replaced repair
    sheet pan wind sin flat column frame switch tap pay paid record copy type guest
    manager tradition string row tin paper
    """
)
# Never counted; words of one character are nearly always part of something else.
JAPANESE_STOP_WORDS = _words(
    """
    日 人 中 上 下 前 後 時 間 分 年 月 今 一 二 三 四 五 六 七 八 九 十 百 千 万 円 個 本 回
    度 目 手 気 私 僕 俺 何 方 物 者 事 所 場 先 次 外 内 横 奥 元 他 全 各 毎 約 半 大 小 高
    低 長 新 古 男 女 子 口 声 足 行 出 入 見 言 思 来 食 飲 帰 買 始 終 話 聞 書 読 作 使 持
    立 朝 昼 夜 夕 自 色 白 黒 赤 青 名 番 号 形 心 顔 頭 身 体 字 力 左 右 東 西 南 北 道 線
    店 家 母 父 兄 姉 弟 妹 夫 妻 金 土 水 火 木 今日 昨日 明日 今朝 今夜 時間 自分 最後 最初
    最近 結局 本当 全部 一人 二人 大人 気持ち 感じ 言葉 場所 理由 問題 普通 今回 毎日 毎朝 毎年
    来年 来月 来週 今年 今月 今週 去年 先月 先週 一日 一番 何度 途中 必要 大事 意味 人生 これ
    それ あれ ここ そこ どこ もの こと ところ とき ため よう そう わけ まま ほう だけ まで から
    する した して なる なった いる いた ある あった できる できた やる やった いく いった くる
    きた くれる くれた もらう もらった みる みた いい よい ない なし もう まだ また でも けど
    ので のに なに なぜ どう こう ああ みんな たくさん ちょっと とても すごく かなり やっと
    やはり やっぱり きっと たぶん ずっと もっと いつも すぐ すこし 少し さん ちゃん くん さま
    あと うち ほど くらい ぐらい など とか ながら だった です ます ました 思う 思った 言う
    言った 見る 見た 行く 行った 来る 来た 出る 出た 入る 入った 帰る 帰った 買う 買った 食べる
    食べた 飲む 飲んだ 聞く 聞いた 話す 話した 書く 書いた 読む 読んだ 作る 作った 使う 使った
    持つ 持った 立つ 待つ 始める 始めた 始まる 終わる 終わった 決める 決めた いえ いや はい
    うん え あ もし 以上 以下 以外 中心 新しい 古い 大きい 小さい 高い 低い 長い 短い 多い
    少ない 同じ 近い 遠い 早い 遅い 良い 悪い 上手 下手
    かもしれない どうして なんで どうしよう さっき どうも もしかして ぶり 一つ 二つ 三つ
    いっぱい 少しだけ 仕方なく 一緒 違う 分かる 分からない わかる わからない 見える 聞こえる
    気分 正直 おととい 半分 通り 代わり 反対 なくなる いちばん えっ はあ んー お願い
    """
)
# As the faint English words.
JAPANESE_FAINT_WORDS = _words(
    """
    友達 友人 家族 子ども 子供 息子 娘 電話 部屋 写真 夕方 会社 仕事 上司 先生 学校 笑顔 笑う
    泣く 嬉しい うれしい 楽しい 悲しい 好き 怖い 痛い 駅 雨 机 窓 スマホ 携帯 お金 荷物 名前
    近所 実家 隣 帰り道 コーヒー ご飯 おいしい 美味しい 食事 歩く 走る 寝る 起きる 座る 買い物
    メール 連絡 予定 準備 約束 お風呂 トイレ 布団 気づく 気付く 鳴る 呼ぶ 振り返る 探す 送る
    運ぶ 暮らす 返す 早朝 夜中 朝方 深夜 午前 午後 昼間 一時 瞬間 設定 全員 連続 変わる 変える
    落ち着く 丸 よかった 良かった うるさい 届ける 届く 引く 押す 押さえる 切る 切れる 刺さる
    洗う 開ける 閉じる 閉める 誘う 答える 伝える 教える 覚える 忘れる 思い出す 考える 信じる
    感じる 止まる 止める 続く 続ける 選ぶ 選べる 着る 脱ぐ 乗る 降りる 渡す 拾う 置く 並べる
    並ぶ 戻る 戻す 逃げる 追う 落とす 落ちる 上がる 下がる 増える 減る 残る 残す 過ぎる 過ごす
    住む 会う 別れる 助ける 手伝う 頼む 払う 売る 貸す 借りる 直す 壊れる 壊す 動く 動かす 回る
    回す 曲がる 投げる 打つ 蹴る 空 庭 海 川 山 町 街 床 壁 棚 箱 袋 紙 服 靴 皿 鍋 髪 耳 鼻 首
    肩 腕 指 膝 腰 背中 お腹 血 骨 肌 台所 玄関 廊下 階段 天井 庭先 ベンチ 席 隅 端 真ん中 一年
    半年 三年 一か月 月曜 火曜 水曜 木曜 金曜 土曜 日曜 週末 平日 休日 春 夏 秋 冬 季節 天気
    静か 静かな 黒い 白い 赤い 青い 黄色い 緑 大きな 小さな すごい ひどい 変 変な 不思議 簡単
    大変 無理 有名 特別 きれい 綺麗 可愛い かわいい 柔らかい 固い 重い 軽い 暑い 寒い 熱い
    冷たい 暖かい 温かい 明るい 暗い 若い 年上 お母さん お父さん おばさん おじさん お姉さん
    お兄さん 彼 彼女 男の人 女の人 後輩 先輩 同僚 同期 部下 部長 課長 店員 お客さん 客 隣の人
    高校生 大学生 小学生 中学生 若者 老人 質問 答え 返事 意見 説明 確認 報告 成功 完璧 本気
    真剣 無言 沈黙 拍手 音 匂い 味 光 影 風 電気 椅子 テーブル ドア 鏡 時計 カバン 鞄 ノート
    ページ アプリ 画面 動画 データ 番組 曲 歌 スーパー コンビニ カフェ レストラン 駅前 電車
    バス 車 公園 会議 書類 資料 趣味 習慣 計画 目的 結果 原因 きっかけ 機会 世界 社会 国 未来
    過去 ホーム 現在 運命 奇跡 偶然 冗談 さっぱり いきなり 笑い 涙 汗 息 ため息 決意 覚悟
    遠回り 仲間 何か 誰か 楽しみ 幸せ 一時間 二時間 三時間 日程 欲しい 送られ 冷蔵庫 レジ 満員
    二時 三時 四時 五時 六時 七時 八時 九時 十時 十一時 十二時 一万円 数字 数える 比べる 黙る
    光る 消す 撮る 描く 塗る 立つ 引き出し 封筒 角 生活 運動 目標 生まれる 育つ 叩く 噛む
    温める 冷ます 足す 合う 調べる 試す 練習 挑戦 記録 記憶 人気 期待 健康 移動 整理 位置 相手
    主人 奥さん おじいさん おばあさん 女の子 男の子 男子 女子 教室 教わる 疑う 困る 断る 迷う
    遅れる 進む 走り出す 浮かぶ 上着 シャツ カーテン 毛布 ティッシュ 缶 瓶 板 穴
      お茶 ジュース 水筒 おやつ 家具 機械 電池 空気 地面 信号 交番 駐車場 職場 窓口
    受付 番号 現場 道具 おもちゃ マスク テレビ パソコン ラジオ
    """
)
