import type { LinesByRating } from "./review-tone";

/** How a longer review begins: what led to the purchase, in plain words. */
export const occasions = [
  "Bought this [last month|on a whim|after reading about it].",
  "This was on my list for [a long time|years].",
  "I wanted to hear it [a few times|properly|on both decks] before writing anything.",
  "[Second|Third|Fourth|Fifth] record I have bought here.",
  "I buy [two or three|one or two|a few] records a month, mostly {genre}.",
  "Came across this while looking for something else.",
  "@post Ordered [late at night|after a glass of wine|on my phone in the tram].",
  "Bought together with [two|three] others.",
  "A friend recommended {record} to me.",
  "I have been collecting {artist} for [a while|years].",
  "Replaces a copy I lost [when I moved|in a flood|to my brother].",
  "I've had it for [two weeks|a month|ten days] now.",
  "After hearing {record} on the radio I had to have it.",
  "Been after a decent copy of {record} for [ages|a while].",
] as const;

/** Longer reviews that somebody wrote in one go; the choices in brackets keep two of them from being the same. */
export const wholes: LinesByRating = {
  5: [
    "@classic I wasn't going to buy another copy of {record}, I have [two|three] already. Then I heard this one [in the shop|at a friend's place] and that was that. It opens up in a way my others don't, [particularly in the low end|and the quiet parts are actually quiet]. The old ones are going to my [son|sister|neighbour].",
    "@post My turntable had been in a box for [eleven|fifteen|nine] years. I set it up again [last weekend|at Easter|over the holidays] and this was the first record I put on. I'd forgotten what it's like to listen to a whole side without touching anything. Thank you for packing it so [well|carefully].",
    "@post [Asked|I asked] by mail which copy of {record} was the better one, and got a proper answer with the pros and cons instead of 'the dear one'. Took the cheaper. It's [excellent|lovely|faultless]. That is how you keep customers.",
    "Played it to my [daughter|nephew|flatmate], who only knows music from a phone. [Silence for twenty minutes|Not a word until the needle lifted], then: 'Is there another side?' There is. We played that too, and then the first one again.",
    "@classic What surprised me most is how [modern|fresh|close] it sounds. I know {record} from a worn-out [tape|CD], where everything is mush. Here you can follow [each player|every line], even when all of them are at it at once. Easily the best thing I've bought this [year|winter|spring].",
    "@classic Short version: buy it. Longer version: I have had {record} on [three formats|CD and two reissues] and none of them made me sit still. This one did, [twice in a row|all evening]. Quiet vinyl, good sleeve, no nonsense.",
    "@post I live far out and the post is [not gentle|rough] here, so I always expect the worst. This came without a [dent|mark]. The record is flat and silent, and {artist} sounds [wonderful|as if they were in the kitchen]. My [wife|husband] has stopped asking why I need another one.",
    "Had a rotten week, came home, made [tea|soup|a drink], put this on. By the end of side one I'd [forgotten most of it|calmed down], by the end of side two I rang my brother to make up. I'm not saying it was the record. But it was the record.",
    "@used Bought this used and a little nervous, because 'VG+' means something else in every shop. Here it means VG+. [Light|A few faint] marks under the lamp, nothing you hear, and a cover that somebody must have kept [in a cupboard|away from the sun] all its life. I've already ordered [two|three] more.",
    "@new I had nearly given up on new pressings after [a run of warped ones|three bad ones in a row]. This restores some faith. It lies flat, the hole is in the middle and there's no [noise|paper dust] anywhere. How can that be so hard for others?",
  ],
  4: [
    "I really like this. The music is [every bit as good as people say|better than I remembered] and the sound is [big|open|full] without being loud. The only thing that bothers me is the inner sleeve, plain paper with sharp edges, so I changed it before it could do any [harm|damage].",
    "Let me start with the good part: the music is [wonderful|magnificent], I've played it nearly every day. The less good part is a [small|soft] tick on side [one|two] that survived two cleanings. I can live with it. If you listen on headphones you maybe can't.",
    "Nice people, good advice, and {record} is [a treat|a joy]. I'd have given five stars, but the price was a little higher than [what I'd seen elsewhere|I had hoped] and the corner has a dent. Not a big one. Still.",
    "Took a star off for the [waiting|delay], since I was told [three days|the weekend] and it was more like ten. Everything else was worth waiting for. Flat, quiet, nice cover, and {artist} on top form.",
    "Side one is perfect. Side two has some [noise|rustle] at the start, maybe [thirty seconds|a minute], and then it's perfect as well. I thought about sending it back and decided I'd rather [keep listening|have it than not].",
    "My [husband|wife] and I disagree on this one. I think it's a five because of the music, [he says|she says|the engineer in the house says] three because of the background noise. So four it is, and we're both [a bit unhappy|right].",
    "@used Good honest used copy. A bit of crackle where you'd expect it, [no skips|nothing that jumps], and the sleeve has had a life. I would have called it VG rather than VG+, but at that price I won't [argue|make a fuss]. Glad to have it.",
    "@new Well cut and mostly quiet. There was [some dust|fluff] from the factory in the grooves, it came off with a brush. I don't know why they still use those [tight|scratchy] inner sleeves. Otherwise a very good edition of a very good record.",
  ],
  3: [
    "I don't know what to do with this one. When it's good it's [really|very] good, there are passages on side one I'd play to anybody. Then there are long stretches where I [look out of the window|check my phone]. Perhaps I have to be [older|in a different mood].",
    "The music deserves five, no discussion. The copy is another story: [noise|crackle] in the quiet parts on both sides, and I have a good machine to clean them. I kept it because I didn't want the [bother|hassle] of sending it back. So, three.",
    "It's all right. I'd read so much about {record} that I expected [lightning|to be knocked over], and it's a good, solid album that I'll play now and then. Nothing wrong with the [shop|delivery], that was fine as always.",
    "First the good: the sleeve is lovely and it came [when they said|in one piece]. Now the rest: it sounds [dull|a bit lifeless|veiled], as if there were a curtain in front of the band. My old CD has more sparkle. A pity, I wanted to love this.",
    "@used The description said VG+. I'd say VG for the record and [VG minus|a generous VG] for the cover. It plays through without skipping and the music is great, so I'm not going to make a drama of it, but [please look twice|a bit more care with the grading, please].",
    "@new For a new record I find the surface noise a bit [much|too present]. Not terrible, there's always music on top, but between the tracks you hear it. I exchanged it once and the second one is the [same|same, or nearly], so I think it's the whole batch.",
  ],
  2: [
    "I was looking forward to this for [weeks|a month], which makes it worse. There is a constant [swish|rustle] on side one and a jump in the last tune. I tried it on [my brother's|a friend's] deck to be sure. Same. The second star is for the music, or what I could hear of it.",
    "It's a beautiful album and I can't recommend this copy of it. The [top|bottom] seam was open when it came, the record had [marks all over|fingerprints on it] and the [first minutes|last tunes] of side two are hardly listenable. They offered me a small discount on my next order. I don't think there'll be [one|a next order soon].",
    "I have bought here [before|many times] and was always happy, so I'm a little puzzled. This one can't have been checked by anybody. You can see the warp from the [side|sofa]. It does play, but with a sort of slow wave in the [pitch|sound] that makes me seasick.",
    "@post Not impressed. It took [two weeks|sixteen days] to get here, the box was far too big and the corner of the sleeve [is bent|got crushed]. The record is fine, I suppose. I just expect more care when I pay this much for {record}.",
    "@used I know that used means used. But there's a difference between a few light marks and a [scratch|gouge] you can feel with your fingertip, and a shop ought to know it. [Three|Four] loud clicks per turn for most of the second tune. It should've been sold as what it is, for what it's worth.",
  ],
  1: [
    "Opened it, saw the warp, hoped for the best, played it anyway. The needle [jumped off|left the groove] within ten seconds. I sent pictures and was asked to send [other pictures|better ones]. I sent those. Now I'm told it is within tolerance. Whose?",
    "This is the [second|third] bad copy of {record} in a row from this shop. The first one skipped, this one has a [lump|hole] in the groove that throws the arm across half the side. Each time I pay to [send|bring] it back. I've had enough and would like my money, not another voucher.",
    "@post I don't usually write bad reviews because I know how hard it is to run a shop. But my order was [lost|forgotten] for three weeks, then came with the sleeve crushed and a crack at the edge of the record, and when I called I was told to [be patient|take it up with the post]. That's not how you treat people.",
    "@used Described as VG+ with 'light signs of use'. It has a [burn|candle wax|coffee] mark on the cover, a name in biro on both labels and a scratch right through side two. I asked for a refund and was told that all used sales are final. Then grade them [properly|honestly].",
    "@new A new, sealed record. Fingerprints, a long scuff and something [sticky|like glue] on side one. It skips [three|four] times. The shop refuses the refund since I've opened it. I'd be curious how they [listen to|test] records without opening them.",
  ],
};
