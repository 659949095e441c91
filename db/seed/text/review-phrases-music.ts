import type { ToneLines } from "./review-tone";

/**
 * What customers say about the music of the older, swinging and bop-rooted styles, by tone. Lines name no instrument that a record of
 * the style may lack. `[a|b]` is a choice, `{record}`, `{artist}` and `{genre}` are filled in by the draft.
 */
export const boppingMusic = {
  hardBop: {
    good: [
      "The [opener|first tune] grabs you by the collar and the rest does not let go.",
      "Blues, gospel and sweat, [exactly what I want from {genre}|nothing fancy and everything right].",
      "The rhythm section alone is worth [the money|the trip|the shelf space].",
      "Tight heads, loose solos, and a drummer with somewhere to be.",
      "The band plays as if the rent is due and they are [happy|glad] about it.",
      "Every tune has a hook, which people forget about this kind of music.",
      "Not a filler on it, and the last tune of side one is [the best|my favourite|the one I keep going back to].",
      "Swings hard without ever [shouting|showing off].",
      "This is {genre} the way I like it: [short heads, long solos, no fuss|a good tune first and cleverness second].",
      "You can hear how much the players [enjoy each other|listen to each other|trust the drummer].",
      "Head-nodding, foot-tapping, [dish-dropping|neighbour-bothering|shoe-wearing-out] stuff.",
      "The solos go [somewhere|places] and come back with [news|a story].",
      "Someone in that band laughs in the middle of a solo and I laugh every time.",
    ],
    fair: [
      "Solid {genre}, though I [know a dozen like it|can hum others from the same year and not this one].",
      "The first side burns, the second is [more of a jam|business as usual|polite].",
      "Good players, [middling|forgettable|ordinary] tunes.",
      "It takes its time to catch fire, and the second tune could have stayed in the vault.",
      "Fine blowing session, no more and no less.",
    ],
    bad: [
      "Head, solo, solo, solo, head, and so on until the label.",
      "I had hoped for fire and got [a rehearsal|a warm-up|routine].",
      "For {genre} this is strangely [tired|sleepy|stiff].",
    ],
  },
  postBop: {
    good: [
      "It keeps one foot on the ground and [looks around corners|leans out of the window] with the rest.",
      "The tunes are riddles, and I [enjoy not solving them|am still on the first one].",
      "Dark, clever and [never cold|full of doors].",
      "Everybody on it listens as hard as they play.",
      "The writing is as strong as the soloing, which is rare.",
      "After [ten|twenty] plays I still cannot say where some of these bars begin.",
      "It has that mixture of mystery and drive that I look for in {genre}.",
      "The rhythm section bends everything and breaks nothing.",
      "You think you know where the line is going, and it is already [somewhere else|behind you].",
      "Serious music that still [swings|smiles now and then].",
      "The last tune of side two [haunts me|follows me around].",
    ],
    fair: [
      "Good {genre}, a little [dry|grey] in places.",
      "The compositions are strong and hard to [love|hum].",
      "I need [a clear head|more coffee] for this one, and do not always have it.",
      "Superb playing, I only wish there were one tune I could remember.",
    ],
    bad: [
      "All very clever, and nothing [stays|sticks].",
      "It keeps me at arm's length, both sides.",
      "I kept losing the thread and in the end I [let it go|stopped looking].",
    ],
  },
  bebop: {
    good: [
      "The tempos are [insane|ridiculous|hardly legal] and nobody spills a drop.",
      "I still cannot believe people could think that fast.",
      "Every chorus has more ideas than some [careers|box sets|whole albums].",
      "Jagged, funny and [wide awake|very much alive].",
      "Old recording, [new|young] music: it still sounds like tomorrow.",
      "The heads alone make me [grin|laugh|want to practise].",
      "I have been trying to play along for [years|ages] and I am still [two bars|a chorus] behind.",
      "Short tunes, no fat, [every note bought and paid for|gone before you have caught up].",
      "The whole of modern jazz is in here if you have [patience|ears|an afternoon].",
    ],
    fair: [
      "Brilliant playing, and after a whole side I need [a lie down|some silence|a cup of tea].",
      "Important, certainly, but the recording [shows its age|is what it is] and I play it less than I thought.",
      "The fast ones amaze me and leave me [cold|a bit cold|standing].",
    ],
    bad: [
      "Too many notes for me, [sorry|I am afraid|I tried].",
      "It all goes by like a train I am not on.",
      "The transfer is so [dull|muffled|thin] that half the ideas are lost.",
    ],
  },
  swing: {
    good: [
      "It makes my kitchen [twice its size|a dance floor|feel like a Saturday].",
      "Nobody in a hurry, everybody in time.",
      "My feet had made up their mind before [my head|I] had.",
      "Old-fashioned in the best way: melody, time and good manners.",
      "You can hear smiles on this record.",
      "Music for people who [like people|still dance|own good shoes].",
      "The dog does not like it, the rest of the house [dances|hums along].",
      "Lighter than air, and still it [swings|moves] like nothing since.",
    ],
    fair: [
      "Charming, and [a bit samey|rather samey] over a full side.",
      "Lovely tunes, [rather boxy sound|some of the transfers are rough].",
      "Nice for [cooking|Sunday breakfast], not something I sit down for.",
    ],
    bad: [
      "The sound is so [boxy|filtered] that all the sparkle is gone.",
      "Too [cosy|polite|much like a tea dance] for me.",
      "Somebody has [scrubbed|noise-reduced] the life out of these recordings.",
    ],
  },
  bigBand: {
    good: [
      "When the brass comes in [the windows rattle|the cat leaves|you sit up straight].",
      "The section work is [frighteningly|ridiculously|unbelievably] tight.",
      "Played at the right volume this is [a physical event|better than coffee|a health and safety issue].",
      "The arrangements are full of [small surprises|corners and side doors|inner voices I had never noticed].",
      "So many people, and they breathe as one.",
      "You get the roar, and you also get the [whisper|soft bits], which is harder.",
      "Big, brassy and [beautifully drilled|not a bit dusty].",
      "I follow a different section on every play and am not done yet.",
      "The shout choruses still [raise my hair|give me goose bumps|make me want a bigger room].",
    ],
    fair: [
      "Great charts, but I would have liked [longer solos|more room for the soloists].",
      "Impressive more than moving, for me.",
      "Half of it is wonderful, half is [show music|television music|a bit of a parade].",
    ],
    bad: [
      "Loud, brash and [square|stiff], like a parade that will not pass.",
      "All arrangement and no [risk|jazz|air].",
      "The whole band is squeezed into [a shoebox|a tin|one speaker].",
    ],
  },
  soul: {
    good: [
      "Groove, grease and [no apologies|good humour|plenty of gravy].",
      "I put it on while cooking and the [onions|rice|pancakes] burned.",
      "You do not need to know anything about jazz, you only need [hips|a pulse|feet].",
      "Church on Sunday and the bar on Saturday, on one record.",
      "That backbeat could [sell anything|start a tractor|raise the dead].",
      "Deep in the pocket from the first bar.",
      "Had it on at a party and [three|two|four] people asked what it was.",
      "It is greasy, it is funky, and it [never tries too hard|does not outstay its welcome].",
      "Blues feeling by the [bucket|bathtub|kilo].",
      "Side one got played [three|four|five] times before I even turned it over.",
    ],
    fair: [
      "The grooves are great and go on a [little|bit] longer than they need to.",
      "One killer track, the rest is [pleasant|good background|what you would expect].",
      "Good fun, a bit [thin on ideas|short on surprises] by the end of side two.",
    ],
    bad: [
      "One riff a side, [more or less|and not a good one].",
      "It never gets off the ground, it just [vamps|simmers|idles].",
      "Background music for a hotel [bar|lift].",
    ],
  },
  latin: {
    good: [
      "The percussion is so well recorded you could [walk around it|shake hands with it].",
      "Impossible to sit still, and I [have a bad knee|was at my desk|am not a dancer].",
      "Heat, precision and [joy|wit|swagger] in equal parts.",
      "My [mother|grandmother|upstairs neighbour] came in dancing.",
      "The clave never lets go and neither does [this record|the band].",
      "It sounds like summer with the windows open.",
      "Both traditions get their due here, nobody is [just a guest|just decoration].",
      "The montunos build and build until you [forget what day it is|give up and dance].",
    ],
    fair: [
      "Great rhythm, the tunes on top are [hit and miss|a mixed bag|thinner].",
      "Fun in the sun, though it has [dated a bit|a slightly touristy side].",
      "I wanted more percussion and less [polish|politeness].",
    ],
    bad: [
      "Rhythm by numbers, [cruise ship stuff|holiday brochure music].",
      "The percussion is buried in the mix, so what is the point?",
      "More [cocktail|postcard] than Cuba.",
    ],
  },
} satisfies Record<string, ToneLines>;
